package dev.dragoncode.project.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dragoncode.project.syntax.Lexer.Language;
import java.util.List;
import org.junit.jupiter.api.Test;

class SyntaxTest {

  @Test
  void shellKnowsCommentsQuotesContinuationsAndHereDocuments() {
    List<Shell.Command> commands =
        Shell.commands(
            """
            # mvn test
            FOO=1 ./mvnw -B \\
              verify && echo 'mvn; test' || true
            cat <<EOF > x
            npm test
            EOF
            if [ -f x ]; then go test ./...; fi
            """,
            10);

    assertThat(commands)
        .extracting(Object::toString)
        .containsExactly(
            "./mvnw -B verify", "echo mvn; test", "true", "cat", "[ -f x ]", "go test ./...");
    assertThat(commands.getFirst().line()).isEqualTo(11);
    assertThat(commands.get(1).tolerated()).isTrue();
    assertThat(commands.getLast().line()).isEqualTo(16);
  }

  @Test
  void dockerfileStagesKnowTheirArgumentsAndParents() {
    Dockerfile file =
        Dockerfile.parse(
            """
            # syntax=docker/dockerfile:1
            ARG TAG=22.11
            FROM --platform=linux/amd64 node:${TAG}-slim AS build
            RUN npm ci \\
              # a comment between
              && npm test
            RUN <<EOF
            USER root
            EOF
            FROM build
            USER node
            """);

    assertThat(file.stages())
        .extracting(Dockerfile.Stage::image)
        .containsExactly("node:22.11-slim", "build");
    assertThat(file.parent(file.stages().getLast())).contains(file.stages().getFirst());
    assertThat(file.stages().getFirst().last("USER")).isEmpty();
    assertThat(file.last().orElseThrow().last("USER").orElseThrow().line()).isEqualTo(11);
  }

  @Test
  void lexersLeaveCommentsOutAndKeepStringsApart() {
    assertThat(Lexer.tokens("a /* b */ 'c' // d\n=/e\"/.test(f)", Language.SCRIPT))
        .extracting(Token::text)
        .containsExactly("a", "c", "=", "e\"", ".", "test", "(", "f", ")");
    assertThat(Lexer.tokens("x = '''a # b\nc''' # d\nf\"{y}\"", Language.PYTHON))
        .extracting(Token::text, Token::line)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("x", 1),
            org.assertj.core.groups.Tuple.tuple("=", 1),
            org.assertj.core.groups.Tuple.tuple("a # b\nc", 1),
            org.assertj.core.groups.Tuple.tuple("{y}", 3));
    assertThat(Lexer.tokens("\"unclosed\n`raw", Language.GO)).hasSize(2);
  }

  @Test
  void javaIsReadByTheJdksOwnParser() throws SyntaxException {
    JavaSource source =
        JavaParser.parse(
            """
            package a;

            import b.C;

            // @Deprecated
            @RestController("x")
            record D(@NotNull String e) {
              @Test
              void f() {}

              void g(@Valid D d) {
                http.build().hasRole("ADMIN");
              }
            }
            """);

    JavaSource.JavaType type = source.types().getFirst();
    assertThat(source.imports()).containsExactly("b.C");
    assertThat(type.annotations())
        .singleElement()
        .extracting(a -> a.name())
        .isEqualTo("RestController");
    assertThat(type.line()).isEqualTo(7);
    assertThat(type.fields().getFirst().annotations()).hasSize(1);
    assertThat(type.methods())
        .filteredOn(m -> m.name().equals("f"))
        .singleElement()
        .matches(JavaSource.Method::empty);
    assertThat(source.calls())
        .anySatisfy(call -> {
          assertThat(call.name()).isEqualTo("hasRole");
          assertThat(call.line()).isEqualTo(12);
        });
  }

  @Test
  void halfWrittenJavaIsReadAsFarAsItMakesSense() throws SyntaxException {
    assertThat(JavaParser.parse("class A { @Test void b() { foo(").types()).hasSize(1);
  }

  @Test
  void everyFormatSaysWhereItIsBroken() {
    assertThat(error(() -> Yaml.document("a: b\n c: d\n")).line()).isEqualTo(2);
    assertThat(error(() -> Json.parse("{\n  \"a\": ,\n}")).line()).isEqualTo(2);
    assertThat(error(() -> Toml.parse("a = 1\nb = = 2\n")).line()).isEqualTo(2);
    assertThat(error(() -> Xml.parse("<a>\n<b>\n</a>")).line()).isEqualTo(3);
  }

  @Test
  void xmlFollowsNoOutsideEntity() {
    assertThat(
            error(() ->
                Xml.parse("<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><a>&e;</a>")))
        .isNotNull();
  }

  private interface Parse {
    Object run() throws SyntaxException;
  }

  private static SyntaxException error(Parse parse) {
    return catchThrowableOfType(SyntaxException.class, parse::run);
  }
}
