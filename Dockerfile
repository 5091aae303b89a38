# One Dockerfile for all services. deploy/images.sh builds the jars and then every image.
FROM eclipse-temurin:25-jre AS unpacked
ARG MODULE
WORKDIR /build
COPY ${MODULE}/target/*-exec.jar service.jar
RUN java -Djarmode=tools -jar service.jar extract --layers --destination /unpacked

FROM eclipse-temurin:25-jre AS service
# /data keeps state, /clusters credentials; a new volume takes their owner over
RUN install -d -o 10001 -g 10001 /data /clusters
COPY deploy/image/run deploy/image/healthcheck /usr/local/bin/
WORKDIR /app
COPY --from=unpacked /unpacked/dependencies/ ./
COPY --from=unpacked /unpacked/snapshot-dependencies/ ./
COPY --from=unpacked /unpacked/application/ ./

FROM service AS trained
COPY --from=apache/kafka:4.3.1 /opt/kafka/libs/ /opt/kafka/libs/
COPY deploy/image/train /usr/local/bin/
RUN train

FROM service
COPY --from=trained /app/service.aot ./
USER 10001:10001
EXPOSE 8080
ENV ROCKSDB_SHAREDLIB_DIR=/data FLEET_STATE_DIR=/data
ENTRYPOINT ["run"]
HEALTHCHECK --interval=15s --timeout=5s --start-period=120s --start-interval=1s --retries=4 CMD ["healthcheck"]
