output "environment" {
  description = "The release as container environment: concat it to your container's own."
  value       = [for name, value in local.stamped : { name = name, value = value } if value != null]
}

output "docker_labels" {
  description = "The release as docker labels, for those who stamp labels rather than environment."
  value = {
    "org.opencontainers.image.version"  = var.release.id
    "org.opencontainers.image.revision" = var.release.commit
  }
}
