locals {
  # The names that the validator looks for by itself (docs/configuration.md, identity).
  stamped = {
    RELEASE_ID         = var.release.id
    CI_COMMIT_SHA      = var.release.commit
    CI_PROJECT_ID      = var.release.project
    CI_PIPELINE_ID     = var.release.pipeline
    CI_COMMIT_REF_NAME = var.release.ref
  }
}
