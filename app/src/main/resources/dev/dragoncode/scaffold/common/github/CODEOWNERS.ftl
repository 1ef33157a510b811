# Who is asked in a review; the last line that fits counts.
* [=project.owner]
