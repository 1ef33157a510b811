* text=auto eol=lf
*.bat text eol=crlf
*.cmd text eol=crlf
*.jar binary
*.jfr binary
*.png binary
*.ico binary
[#if stack.id == "node"]
package-lock.json linguist-generated=true
[/#if]
