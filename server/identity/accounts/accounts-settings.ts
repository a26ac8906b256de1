import { z } from 'zod'
import { bilingualSchema } from '../../../src/contract/texts.ts'

/** Accounts for people whom the university's login does not know; null: none at this site. */
export const accountsSettingsSchema = z
  .strictObject({
    label: bilingualSchema.default({ zh: '校外账号（邮箱）', en: 'Account by e-mail' }),
    /** Ends of the domains of mailboxes that were given to a person whom somebody knows, so that no phone is asked for. */
    withoutPhone: z
      .array(z.string().regex(/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/, 'must be the end of a domain, such as edu.cn'))
      .max(50)
      .default(['edu.cn']),
  })
  .nullable()
  .default(null)
export type AccountsSettings = z.output<typeof accountsSettingsSchema>
