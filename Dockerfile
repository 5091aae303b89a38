# One Dockerfile for all services. deploy/images.sh builds the jars and then every image.
FROM eclipse-temurin:25-jre AS unpacked
ARG SERVICE
WORKDIR /build
COPY ${SERVICE}/target/${SERVICE}-*-exec.jar service.jar
RUN java -Djarmode=tools -jar service.jar extract --layers --destination /unpacked

FROM eclipse-temurin:25-jre
# /data keeps state, /clusters credentials; a new volume takes their owner over
RUN install -d -o 10001 -g 10001 /data /clusters
WORKDIR /app
COPY deploy/image/run /usr/local/bin/
COPY --from=unpacked /unpacked/dependencies/ ./
COPY --from=unpacked /unpacked/snapshot-dependencies/ ./
COPY --from=unpacked /unpacked/application/ ./
RUN run train
COPY deploy/image/healthcheck /usr/local/bin/
USER 10001:10001
EXPOSE 8080
ENV ROCKSDB_SHAREDLIB_DIR=/data FLEET_STATE_DIR=/data
ENTRYPOINT ["run"]
HEALTHCHECK --interval=15s --timeout=5s --start-period=120s --start-interval=1s --retries=4 CMD ["healthcheck"]
