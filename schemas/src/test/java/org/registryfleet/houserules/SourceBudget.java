package org.registryfleet.houserules;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;

/** Reads one source file's tree and notes what is too long or undocumented. */
final class SourceBudget extends TreePathScanner<@Nullable Void, @Nullable Void> {

    private static final Pattern LEFTOVER = Pattern.compile("\\b(TODO|FIXME|XXX)\\b");

    private final String name;
    private final CompilationUnitTree unit;
    private final DocTrees docs;
    private final List<String> violations = new ArrayList<>();

    private SourceBudget(String name, CompilationUnitTree unit, DocTrees docs) {
        this.name = name;
        this.unit = unit;
        this.docs = docs;
    }

    static List<String> violations(Path sources, List<Path> files) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var tool = compiler.getStandardFileManager(null, null, null)) {
            var units = tool.getJavaFileObjectsFromPaths(files);
            var task = (JavacTask) compiler.getTask(null, tool, null, null, null, units);
            var docs = DocTrees.instance(task);
            var violations = new ArrayList<String>();
            for (var unit : task.parse()) {
                var file = Path.of(unit.getSourceFile().toUri());
                var budget = new SourceBudget(sources.relativize(file).toString(), unit, docs);
                budget.read(Files.readAllLines(file));
                violations.addAll(budget.violations);
            }
            return violations;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(List<String> lines) {
        if (lines.size() > HouseBudgets.FILE_LINES) {
            note("has %d lines, at most %d".formatted(lines.size(), HouseBudgets.FILE_LINES));
        }
        lines.stream()
                .filter(line -> LEFTOVER.matcher(line).find())
                .forEach(line -> note("leaves a note behind: " + line.strip()));
        if (name.endsWith("package-info.java")) {
            checkPackage();
        }
        scan(new TreePath(unit), null);
    }

    private void checkPackage() {
        var isNullMarked =
                unit.getPackageAnnotations().stream()
                        .anyMatch(
                                mark -> mark.getAnnotationType().toString().endsWith("NullMarked"));
        if (!isNullMarked) {
            note("is not @NullMarked");
        }
        if (isUndocumented(new TreePath(new TreePath(unit), unit.getPackage()))) {
            note("does not say what the package is for");
        }
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, @Nullable Void none) {
        var isTopLevel = getCurrentPath().getParentPath().getLeaf() == unit;
        if (isTopLevel
                && type.getModifiers().getFlags().contains(Modifier.PUBLIC)
                && isUndocumented(getCurrentPath())) {
            note(type.getSimpleName() + " has no Javadoc");
        }
        return super.visitClass(type, none);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void none) {
        var lines = lines(method);
        if (lines > HouseBudgets.METHOD_LINES) {
            note(
                    "%s has %d lines, at most %d"
                            .formatted(method.getName(), lines, HouseBudgets.METHOD_LINES));
        }
        var parameters = method.getParameters().size();
        if (parameters > HouseBudgets.PARAMETERS && !isRecordConstructor(method)) {
            note(
                    "%s has %d parameters, at most %d; make them a record"
                            .formatted(method.getName(), parameters, HouseBudgets.PARAMETERS));
        }
        return super.visitMethod(method, none);
    }

    private boolean isRecordConstructor(MethodTree method) {
        return method.getReturnType() == null
                && getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.RECORD;
    }

    private long lines(Tree tree) {
        SourcePositions positions = docs.getSourcePositions();
        var start = positions.getStartPosition(unit, tree);
        var end = positions.getEndPosition(unit, tree);
        if (start < 0 || end < 0) {
            return 0;
        }
        var map = unit.getLineMap();
        return map.getLineNumber(end) - map.getLineNumber(start) + 1;
    }

    private boolean isUndocumented(TreePath path) {
        var comment = docs.getDocComment(path);
        return comment == null || comment.isBlank();
    }

    private void note(String what) {
        violations.add(name + ": " + what);
    }
}
