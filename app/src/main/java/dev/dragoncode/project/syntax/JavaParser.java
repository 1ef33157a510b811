package dev.dragoncode.project.syntax;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import dev.dragoncode.project.syntax.JavaSource.Annotation;
import dev.dragoncode.project.syntax.JavaSource.Call;
import dev.dragoncode.project.syntax.JavaSource.Field;
import dev.dragoncode.project.syntax.JavaSource.JavaType;
import dev.dragoncode.project.syntax.JavaSource.Method;
import dev.dragoncode.project.syntax.JavaSource.Parameter;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Name;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Reads Java files with the parser of the running JDK. */
public final class JavaParser {

  private static final int MAX_TEXT = 160;

  /** Longer ones are seldom the same. */
  private static final int LONGEST_NAME = 48;

  /** Without a class path, or the parser would look through that of this very program. */
  private static final List<String> OPTIONS =
      List.of("-proc:none", "-Xlint:none", "-implicit:none", "-classpath", "");

  private JavaParser() {}

  /**
   * Reads a file. A file with mistakes is read as far as it makes sense.
   *
   * @throws SyntaxException if nothing of it could be read, or this runtime has no Java parser
   */
  public static JavaSource parse(String text) throws SyntaxException {
    return parseAll(List.of(text)).getFirst();
  }

  /**
   * Reads several files, in their order: the parser's own set-up costs as much as some hundred
   * files.
   *
   * @throws SyntaxException if any of them could not be read at all, or this runtime has no parser
   */
  public static List<JavaSource> parseAll(List<String> texts) throws SyntaxException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new SyntaxException("this Java runtime has no jdk.compiler module", 0, 0);
    }
    JavacTask task =
        (JavacTask) compiler.getTask(null, null, _ -> {}, OPTIONS, null, Source.numbered(texts));
    try {
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      List<JavaSource> sources = new ArrayList<>(texts.size());
      for (CompilationUnitTree unit : task.parse()) {
        sources.add(new Scan(unit, positions, texts.get(sources.size())).read());
      }
      if (sources.size() != texts.size()) {
        throw new SyntaxException("it holds no compilation unit", 0, 0);
      }
      return sources;
    } catch (IOException | RuntimeException e) {
      throw new SyntaxException("the Java parser failed: " + e.getMessage(), 0, 0);
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text, int number) {
      super(URI.create("string:///Source" + number + ".java"), JavaFileObject.Kind.SOURCE);
      this.text = text;
    }

    static List<Source> numbered(List<String> texts) {
      List<Source> sources = new ArrayList<>(texts.size());
      for (String each : texts) {
        sources.add(new Source(each, sources.size()));
      }
      return sources;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /** Walks the tree once and keeps what the record has a place for. */
  private static final class Scan extends TreeScanner<@Nullable Void, @Nullable Void> {

    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final String source;
    private final LineMap lines;
    private final List<JavaType> types = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();

    Scan(CompilationUnitTree unit, SourcePositions positions, String source) {
      this.unit = unit;
      this.positions = positions;
      this.source = source;
      this.lines = unit.getLineMap();
    }

    JavaSource read() {
      List<String> imports = new ArrayList<>();
      for (ImportTree each : unit.getImports()) {
        imports.add(text(each.getQualifiedIdentifier()));
      }
      for (Tree each : unit.getTypeDecls()) {
        scan(each, null);
      }
      ExpressionTree name = unit.getPackageName();
      return new JavaSource(
          text(name), List.copyOf(imports), List.copyOf(types), List.copyOf(calls));
    }

    @Override
    public @Nullable Void visitClass(ClassTree tree, @Nullable Void nothing) {
      List<Method> methods = new ArrayList<>();
      List<Field> fields = new ArrayList<>();
      for (Tree member : tree.getMembers()) {
        if (member instanceof MethodTree method) {
          methods.add(method(method));
        } else if (member instanceof VariableTree field) {
          fields.add(
              new Field(
                  text(field.getType()),
                  name(field.getName()),
                  annotations(field.getModifiers().getAnnotations()),
                  line(field)));
        }
      }
      List<String> supertypes = new ArrayList<>();
      Optional.ofNullable(tree.getExtendsClause()).ifPresent(each -> supertypes.add(text(each)));
      tree.getImplementsClause().forEach(each -> supertypes.add(text(each)));
      types.add(
          new JavaType(
              name(tree.getSimpleName()),
              annotations(tree.getModifiers().getAnnotations()),
              List.copyOf(supertypes),
              List.copyOf(methods),
              List.copyOf(fields),
              nameLine(tree, tree.getModifiers())));
      return super.visitClass(tree, null);
    }

    @Override
    public @Nullable Void visitAnnotation(AnnotationTree tree, @Nullable Void nothing) {
      return null;
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void nothing) {
      ExpressionTree select = tree.getMethodSelect();
      if (select instanceof MemberSelectTree member) {
        call(text(member.getExpression()), name(member.getIdentifier()), tree, tree);
      } else if (select instanceof IdentifierTree name) {
        call("", name(name.getName()), tree, tree);
      }
      return super.visitMethodInvocation(tree, null);
    }

    @Override
    public @Nullable Void visitNewClass(NewClassTree tree, @Nullable Void nothing) {
      List<String> arguments = tree.getArguments().stream().map(Scan::text).toList();
      calls.add(new Call("", "new " + text(tree.getIdentifier()), arguments, line(tree)));
      return super.visitNewClass(tree, null);
    }

    private void call(String scope, String name, MethodInvocationTree tree, Tree place) {
      List<String> arguments = tree.getArguments().stream().map(Scan::text).toList();
      // a chain over several lines: the line of the name is where its arguments end at the latest
      long end = positions.getEndPosition(unit, place);
      int line = end < 0 ? line(place) : (int) lines.getLineNumber(end);
      calls.add(new Call(scope, name, arguments, arguments.isEmpty() ? line : lineOfFirst(tree)));
    }

    private int lineOfFirst(MethodInvocationTree tree) {
      return line(tree.getArguments().getFirst());
    }

    private Method method(MethodTree tree) {
      List<Parameter> parameters = new ArrayList<>();
      for (VariableTree each : tree.getParameters()) {
        parameters.add(
            new Parameter(
                text(each.getType()),
                name(each.getName()),
                annotations(each.getModifiers().getAnnotations())));
      }
      return new Method(
          name(tree.getName()),
          annotations(tree.getModifiers().getAnnotations()),
          List.copyOf(parameters),
          text(tree.getReturnType()),
          tree.getBody() != null && tree.getBody().getStatements().isEmpty(),
          nameLine(tree, tree.getModifiers()));
    }

    private List<Annotation> annotations(List<? extends AnnotationTree> trees) {
      List<Annotation> annotations = new ArrayList<>();
      for (AnnotationTree tree : trees) {
        String name = String.valueOf(tree.getAnnotationType());
        Map<String, String> values = new LinkedHashMap<>();
        for (ExpressionTree argument : tree.getArguments()) {
          if (argument instanceof AssignmentTree assignment) {
            values.put(String.valueOf(assignment.getVariable()), text(assignment.getExpression()));
          } else {
            values.put("value", text(argument));
          }
        }
        annotations.add(
            new Annotation(name.substring(name.lastIndexOf('.') + 1), values, line(tree)));
      }
      return List.copyOf(annotations);
    }

    /** The line after the annotations, where a declaration says its name. */
    private int nameLine(Tree declaration, ModifiersTree modifiers) {
      List<? extends AnnotationTree> annotations = modifiers.getAnnotations();
      long end = annotations.isEmpty() ? -1 : positions.getEndPosition(unit, annotations.getLast());
      if (end < 0) {
        return line(declaration);
      }
      int at = (int) end;
      while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
        at++;
      }
      return (int) lines.getLineNumber(at);
    }

    private int line(Tree tree) {
      long start = positions.getStartPosition(unit, tree);
      return start < 0 ? 0 : (int) lines.getLineNumber(start);
    }

    private static String text(@Nullable Tree tree) {
      String text = tree == null ? "" : tree.toString();
      return text.length() <= MAX_TEXT ? once(text) : text.substring(0, MAX_TEXT);
    }

    private static String name(Name name) {
      return once(name.toString());
    }

    /** Names and types come again a thousand times in a large project: half of its memory. */
    private static String once(String text) {
      return text.length() <= LONGEST_NAME ? text.intern() : text;
    }
  }
}
