*
!pom.xml
!src
[#if has.flags]
!flags
[/#if]
