package dev.dragoncode.fakes.packs.github;

import dev.dragoncode.fakes.pack.PackCode;

/** GitHub's REST API, put together from its parts. */
public final class GithubCode implements PackCode {

  @Override
  public void setUp(Setup setup) {
    Answers.setUp(setup);
    Meta.setUp(setup);
    Accounts.setUp(setup);
    Installations.setUp(setup);
    Repositories.setUp(setup);
    People.setUp(setup);
    Contents.setUp(setup);
    Commits.setUp(setup);
    Branches.setUp(setup);
    GitData.setUp(setup);
    Labels.setUp(setup);
    Milestones.setUp(setup);
    Issues.setUp(setup);
    IssueLists.setUp(setup);
    IssueEvents.setUp(setup);
    Comments.setUp(setup);
    Reactions.setUp(setup);
    Pulls.setUp(setup);
    Merges.setUp(setup);
    Reviews.setUp(setup);
    ReviewComments.setUp(setup);
    Statuses.setUp(setup);
    Releases.setUp(setup);
    Hooks.setUp(setup);
    Deliveries.setUp(setup);
    Search.setUp(setup);
  }
}
