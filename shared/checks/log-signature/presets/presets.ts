import { alembic } from "./alembic.ts";
import { dbmate } from "./dbmate.ts";
import { django } from "./django.ts";
import { efCore } from "./ef-core.ts";
import { flyway } from "./flyway.ts";
import { golangMigrate } from "./golang-migrate.ts";
import { goose } from "./goose.ts";
import { knex } from "./knex.ts";
import { liquibase } from "./liquibase.ts";
import type { SignaturePreset } from "./preset.ts";
import { prisma } from "./prisma.ts";
import { rails } from "./rails.ts";
import { sequelize } from "./sequelize.ts";
import { typeorm } from "./typeorm.ts";

/** The migration tools that a profile can name as `preset`. */
export const presets = {
  flyway,
  liquibase,
  alembic,
  django,
  prisma,
  knex,
  typeorm,
  sequelize,
  rails,
  "golang-migrate": golangMigrate,
  goose,
  dbmate,
  "ef-core": efCore,
} as const satisfies Record<string, SignaturePreset>;
