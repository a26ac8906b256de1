import { z } from 'zod'

/** What the authenticator app can be told. */
export const authenticatorConfigSchema = z.strictObject({
  /** Of the accounts whose codes it shows; the demo writes it when it has set them up. */
  accountsFile: z.string().min(1),
})
export type AuthenticatorConfig = z.output<typeof authenticatorConfigSchema>

/** An account of staff, with what its app was told. */
export const staffAccountSchema = z.strictObject({
  login: z.string().min(1).max(60),
  name: z.string().min(1).max(60),
  /** As it is typed: base32. */
  secret: z.string().regex(/^[A-Z2-7]{16,64}$/),
})
export type StaffAccount = z.output<typeof staffAccountSchema>
