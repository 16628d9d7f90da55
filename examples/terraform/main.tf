terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

resource "aws_ssm_parameter" "profile" {
  count = var.profile == null ? 0 : 1

  name        = "${var.prefix}/profiles/${var.cluster}/${var.service}"
  description = "Validation profile"
  type        = "String"
  value       = var.profile
  # The standard tier ends at 4096 bytes, the advanced one (charged for) at 8192. Base64 makes four characters of three bytes.
  tier = length(base64encode(var.profile)) > 4096 * 4 / 3 ? "Advanced" : "Standard"
}
