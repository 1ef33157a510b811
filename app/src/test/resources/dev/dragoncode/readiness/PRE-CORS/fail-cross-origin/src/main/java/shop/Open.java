package shop;

@RestController
@CrossOrigin
class Open {}
