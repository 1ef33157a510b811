package dev.dragoncode.profile;

/**
 * A method or function as it stands in a stack.
 *
 * @param owner the class with its package, the file or library; empty where none is known
 * @param name of the method or function
 * @param kind what it is made of
 */
public record Frame(String owner, String name, Kind kind) {

  /** What a frame is made of. */
  public enum Kind {
    JAVA,
    /** JavaScript, Python, Go and others that name their file. */
    SCRIPT,
    NATIVE,
    KERNEL,
    /** The class of what was allocated, or waited for: the end of such stacks. */
    TYPE
  }

  /** The root of every tree. */
  public static final Frame ALL = new Frame("", "all", Kind.NATIVE);

  /** A Java method; slashes between packages become dots. */
  public static Frame java(String type, String method) {
    return new Frame(type.replace('/', '.'), method, Kind.JAVA);
  }

  /**
   * A class at the end of a stack.
   *
   * @param written as Java or the class file writes it: {@code java.lang.String}, {@code [B}
   */
  public static Frame type(String written) {
    int depth = 0;
    while (depth < written.length() && written.charAt(depth) == '[') {
      depth++;
    }
    String name = written.substring(depth);
    if (depth > 0) {
      name =
          switch (name) {
            case "Z" -> "boolean";
            case "B" -> "byte";
            case "C" -> "char";
            case "D" -> "double";
            case "F" -> "float";
            case "I" -> "int";
            case "J" -> "long";
            case "S" -> "short";
            default ->
                name.startsWith("L") && name.endsWith(";")
                    ? name.substring(1, name.length() - 1)
                    : name;
          };
    }
    String dotted = name.replace('/', '.');
    int last = dotted.lastIndexOf('.');
    return new Frame(
        last < 0 ? "" : dotted.substring(0, last),
        dotted.substring(last + 1) + "[]".repeat(depth),
        Kind.TYPE);
  }

  /** As short as it can still be told: class and method, or the function's name. */
  public String label() {
    return kind == Kind.JAVA && !owner.isEmpty() ? simpleOwner() + "." + name : name;
  }

  /** With all that is known of where it is. */
  public String full() {
    return owner.isEmpty()
        ? name
        : kind == Kind.JAVA || kind == Kind.TYPE ? owner + "." + name : name + " (" + owner + ")";
  }

  /** What frames of one colour share: the package of a class, the folder of a script. */
  public String group() {
    if (kind == Kind.NATIVE || kind == Kind.KERNEL) {
      return kind.name();
    }
    if (kind == Kind.TYPE) {
      return owner;
    }
    char separator = kind == Kind.JAVA ? '.' : '/';
    String named = named();
    int last = named.lastIndexOf(separator);
    return last < 0 ? "" : named.substring(0, last);
  }

  private String simpleOwner() {
    String named = named();
    return named.substring(named.lastIndexOf('.') + 1);
  }

  /** The owner without the number that the virtual machine gives to a class of a lambda. */
  private String named() {
    int number = Math.max(owner.lastIndexOf(".0x"), owner.lastIndexOf("/0x"));
    return number < 0 ? owner : owner.substring(0, number);
  }
}
