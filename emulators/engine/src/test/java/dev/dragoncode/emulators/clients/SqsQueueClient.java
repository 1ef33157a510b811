package dev.dragoncode.emulators.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Sends, receives and deletes messages of a standard and a FIFO queue, with AWS's SDK. */
final class SqsQueueClient implements RealClient {

  @Override
  public String emulator() {
    return "sqs";
  }

  @Override
  public void drive(Connection connection) {
    AwsConnection aws = AwsConnection.of(connection, "SQS");
    try (SqsClient sqs = aws.client(SqsClient.builder())) {
      String url = sqs.createQueue(request -> request.queueName("dragons")).queueUrl();
      assertThat(url).startsWith(connection.dotenv("AWS_ENDPOINT_URL_SQS"));
      sqs.sendMessage(request -> request.queueUrl(url).messageBody("Fafnir"));
      Message message = receive(sqs, url).getFirst();
      assertThat(message.body()).isEqualTo("Fafnir");
      sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));

      String ordered =
          sqs.createQueue(request ->
                  request
                      .queueName("ordered.fifo")
                      .attributes(
                          Map.of(
                              QueueAttributeName.FIFO_QUEUE,
                              "true",
                              QueueAttributeName.CONTENT_BASED_DEDUPLICATION,
                              "true")))
              .queueUrl();
      for (String name : List.of("first", "second", "second")) {
        sqs.sendMessage(
            request -> request.queueUrl(ordered).messageBody(name).messageGroupId("one"));
      }
      assertThat(receive(sqs, ordered))
          .extracting(Message::body)
          .containsExactly("first", "second");
    }
  }

  private static List<Message> receive(SqsClient sqs, String url) {
    return sqs.receiveMessage(
            request -> request.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(5))
        .messages();
  }
}
