# Security

Please do not open an issue for a vulnerability. Report it in private: on GitHub under Security, Report a vulnerability; or to [=project.owner].

You hear from us within two working days, and how it goes on within ten. We mend what is severe before anything else, and name who found it, if they like.

Supported is the newest release.
