import { z } from 'zod'
import { bilingualSchema } from '../../../src/contract/texts.ts'
import { casSettingsSchema } from '../cas/cas-settings.ts'
import { oidcSettingsSchema } from '../oidc/oidc-settings.ts'
import { subjectMappingSchema } from '../subject-mapping.ts'
import { wecomSettingsSchema } from '../wecom/wecom-settings.ts'

/** A way in: how it is asked, what stands on its button, and how a number is read out of what it says. */
const way = <Key extends string, Settings extends z.ZodType>(key: Key, settings: Settings, zh: string, en: string) =>
  z
    .strictObject({ [key]: settings, label: bilingualSchema.default({ zh, en }), person: subjectMappingSchema } as {
      [Name in Key]: Settings
    } & { label: z.ZodDefault<typeof bilingualSchema>; person: typeof subjectMappingSchema })
    .nullable()
    .default(null)

/** The ways in that lead over somebody else's page; null: not at this site. */
export const waysSettingsSchema = (at: (path: string) => string) =>
  z
    .strictObject({
      wecom: way('app', wecomSettingsSchema(at), '企业微信', 'WeCom'),
      cas: way('server', casSettingsSchema, '统一身份认证', 'University login'),
      oidc: way('provider', oidcSettingsSchema(at), '统一身份认证', 'University login'),
    })
    .prefault({})
export type WaysSettings = z.output<ReturnType<typeof waysSettingsSchema>>
