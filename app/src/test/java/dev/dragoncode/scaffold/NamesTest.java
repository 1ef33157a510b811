package dev.dragoncode.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoncode.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of projects, resources and fields: what can be one, and what is said where it cannot. */
class NamesTest {

  @ParameterizedTest
  @CsvSource({
    "Shop Api, shop-api",
    "shop.api, shop-api",
    "../shop, shop",
    "'a/b', a-b",
    "Größe, grosse",
    "Café, cafe",
    "shop--api, shop-api",
    "9lives, lives",
    "con, con-app",
    "shop_api, shop-api",
    "-x-, x"
  })
  void aNameThatNoFolderOrPackageTakesIsRefusedWithOneThatWouldDo(String name, String better) {
    assertThatThrownBy(() -> new ProjectName(name))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(e.problem().remedies())
                    .extracting(remedy -> remedy.text())
                    .containsExactly("Call it " + better));
    assertThat(new ProjectName(better).text()).isEqualTo(better);
  }

  @Test
  void threeHundredCharactersAreRefusedInAFewWords() {
    assertThatThrownBy(() -> new ProjectName("x".repeat(300)))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().title().length()).isLessThan(100));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "日本", "..", "/", "\u0000", "\n"})
  void aNameWithoutALetterIsRefused(String name) {
    assertThatThrownBy(() -> new ProjectName(name)).isInstanceOf(ProblemException.class);
  }

  @Test
  void aKeywordIsAProjectButNoPackage() {
    ProjectName name = new ProjectName("new");

    assertThat(name.packagePart()).isEqualTo("newapp");
    assertThat(name.type()).isEqualTo("New");
    assertThat(new ProjectName("shop-api").type()).isEqualTo("ShopApi");
  }

  @Test
  void aResourceIsReadAndWrittenAlike() {
    String text = "orderLine unitPrice:decimal sentOn:date? contact:email";

    assertThat(ResourceSpec.parse("  " + text.replace(" ", "  "))).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "order",
        "Order total:decimal",
        "class total:decimal",
        "order total",
        "order total:money",
        "order total:decimal total:string",
        "order order:string",
        "order id:uuid",
        "order where:string",
        "order return:string",
        "order note:text?",
        "order ../x:string",
        "or'der total:decimal",
        "order a:string b:string c:string d:string e:string f:string g:string h:string i:string"
            + " j:string k:string l:string m:string n:string o:string p:string q:string r:string"
            + " s:string t:string u:string"
      })
  void aResourceThatCannotBeBuiltIsRefused(String text) {
    assertThatThrownBy(() -> ResourceSpec.parse(text))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().remedies()).isNotEmpty());
  }

  @ParameterizedTest
  @CsvSource({"order, orders", "box, boxes", "category, categories", "day, days", "bus, buses"})
  void pluralsAreTheRegularOnes(String one, String many) {
    assertThat(Words.plural(one)).isEqualTo(many);
  }

  @Test
  void whatACapabilityImpliesComesWithIt() {
    assertThat(Capabilities.closed(java.util.List.of("rollout")))
        .contains("image", "operations", "slo", "telemetry");
    assertThatThrownBy(() -> Capabilities.closed(java.util.List.of("teleport")))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("teleport");
  }
}
