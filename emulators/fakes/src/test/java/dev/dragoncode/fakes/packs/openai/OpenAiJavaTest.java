package dev.dragoncode.fakes.packs.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.models.Model;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import dev.dragoncode.fakes.Fakes;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** OpenAI's own Java client, unchanged but for its base address, against the fake. */
public class OpenAiJavaTest {

  private static final String MODEL = "gpt-4o-mini";

  private Fakes fakes;
  private OpenAIClient ai;

  @BeforeEach
  void serve() {
    fakes = Fakes.serving("openai");
    ai = client("sk-some-key");
  }

  @AfterEach
  void stop() {
    ai.close();
    fakes.close();
  }

  private OpenAIClient client(String key) {
    return OpenAIOkHttpClient.builder()
        .apiKey(key)
        .baseUrl(fakes.url("openai") + "/v1")
        .maxRetries(0)
        .build();
  }

  private static ChatCompletionCreateParams.Builder asking(String text) {
    return ChatCompletionCreateParams.builder().model(MODEL).addUserMessage(text);
  }

  private static String text(ChatCompletion completion) {
    return completion.choices().getFirst().message().content().orElseThrow();
  }

  private static ResponseCreateParams.Builder input(String text) {
    return ResponseCreateParams.builder().model(MODEL).input(text);
  }

  @Test
  void answersTheSameRequestTheSame() {
    ChatCompletion sea = ai.chat().completions().create(asking("Tell me of the sea").build());
    assertThat(text(sea))
        .isEqualTo(text(ai.chat().completions().create(asking("Tell me of the sea").build())))
        .isNotEqualTo(text(ai.chat().completions().create(asking("Tell me of the land").build())));
    ChatCompletion cut =
        ai.chat()
            .completions()
            .create(asking("Tell me of the sea").n(2).maxCompletionTokens(5).build());
    assertThat(cut.choices()).hasSize(2);
    assertThat(cut.choices().getFirst().finishReason().asString()).isEqualTo("length");
  }

  @Test
  void streamsWhatItAnswersWhole() {
    String whole = text(ai.chat().completions().create(asking("Tell me of the sea").build()));
    try (StreamResponse<ChatCompletionChunk> chunks =
        ai.chat().completions().createStreaming(asking("Tell me of the sea").build())) {
      String said =
          chunks.stream()
              .flatMap(chunk -> chunk.choices().stream())
              .flatMap(choice -> choice.delta().content().stream())
              .collect(Collectors.joining());
      assertThat(said).isEqualTo(whole);
    }
  }

  @Test
  void keepsResponses() {
    Response first = ai.responses().create(input("My name is Ann").build());
    assertThat(ai.responses().retrieve(first.id()).output()).isEqualTo(first.output());
    Response second =
        ai.responses().create(input("And mine?").previousResponseId(first.id()).build());
    assertThat(second.previousResponseId()).contains(first.id());
    ai.responses().delete(first.id());
    assertThatThrownBy(() -> ai.responses().retrieve(first.id()))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void embedsNearTextsNear() {
    List<List<Float>> vectors =
        ai
            .embeddings()
            .create(
                EmbeddingCreateParams.builder()
                    .model("text-embedding-3-small")
                    .inputOfArrayOfStrings(
                        List.of("the cat sleeps", "a cat sleeps here", "annual income tax"))
                    .build())
            .data()
            .stream()
            .map(e -> e.embedding())
            .toList();
    assertThat(product(vectors.get(0), vectors.get(0))).isEqualTo(1, within(1e-4));
    assertThat(product(vectors.get(0), vectors.get(1)))
        .isGreaterThan(product(vectors.get(0), vectors.get(2)) + 0.2);
  }

  private static double product(List<Float> a, List<Float> b) {
    double sum = 0;
    for (int i = 0; i < a.size(); i++) {
      sum += a.get(i) * b.get(i);
    }
    return sum;
  }

  @Test
  void listsModels() {
    assertThat(ai.models().list().autoPager().stream().map(Model::id)).contains("gpt-4o", MODEL);
    assertThatThrownBy(() -> ai.models().retrieve("llama"))
        .isInstanceOfSatisfying(
            NotFoundException.class, e -> assertThat(e.code()).contains("model_not_found"));
  }

  @Test
  void refusesAsOpenAiDoes() {
    OpenAIClient stranger = client("nonsense");
    assertThatThrownBy(() -> stranger.models().list())
        .isInstanceOfSatisfying(
            UnauthorizedException.class, e -> assertThat(e.code()).contains("invalid_api_key"));
    stranger.close();
    assertThatThrownBy(() -> ai.chat().completions().create(asking("x").n(500).build()))
        .isInstanceOfSatisfying(
            BadRequestException.class, e -> assertThat(e.param()).contains("n"));
  }

  @Test
  void tellsALimit() throws Exception {
    fakes.control("PUT", "/packs/openai/faults", "{\"faults\": [{\"error\": \"rate_limited\"}]}");
    assertThatThrownBy(() -> ai.models().list())
        .isInstanceOf(RateLimitException.class)
        .extracting(e -> ((OpenAIServiceException) e).statusCode())
        .isEqualTo(429);
  }
}
