package [=project.packageName].[=resource.packageName];

import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** Answers 404: there is none, or none any more. */
class [=resource.type]NotFoundException extends ErrorResponseException {

  private static final long serialVersionUID = 1L;

  [=resource.type]NotFoundException(UUID id) {
    super(HttpStatus.NOT_FOUND);
    setDetail("There is no [=resource.label] " + id);
  }
}
