# Nothing but what the Dockerfile copies; no secret of this folder can get into an image.
*
!package.json
!package-lock.json
!tsconfig.json
!tsconfig.build.json
!src
!public
[#if has.database]
!migrations
[/#if]
[#if has.flags]
!flags
[/#if]
