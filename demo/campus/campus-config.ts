import { z } from 'zod'
import { authenticatorConfigSchema } from './authenticator/authenticator-config.ts'
import { casConfigSchema } from './cas/cas-config.ts'
import { mailboxConfigSchema } from './mailbox/mailbox-config.ts'
import { phoneConfigSchema } from './phone/phone-config.ts'
import { robotConfigSchema } from './robot/robot-config.ts'
import { wecomConfigSchema } from './wecom/wecom-config.ts'

/** Everything that the campus can be told. A system whose section is absent is not there. */
export const campusConfigSchema = z.strictObject({
  /** 0 takes any free port; a port that is taken is refused. */
  port: z.int().min(0).max(65_535).default(0),
  /** People besides those of the sample university. */
  people: z
    .array(
      z.strictObject({
        number: z.string().min(1).max(64),
        password: z.string().min(1).max(64),
        name: z.strictObject({ zh: z.string().max(80), en: z.string().max(80) }),
        attributes: z.record(z.string(), z.array(z.string())).default({}),
        isShown: z.boolean().default(true),
      }),
    )
    .default([]),
  cas: casConfigSchema.optional(),
  wecom: wecomConfigSchema.optional(),
  mailbox: mailboxConfigSchema.optional(),
  phone: phoneConfigSchema.optional(),
  robot: robotConfigSchema.optional(),
  authenticator: authenticatorConfigSchema.optional(),
})

export type CampusConfigInput = z.input<typeof campusConfigSchema>
