import { z } from 'zod'

/** What the mailbox can be told. */
export const mailboxConfigSchema = z.strictObject({
  /** Where letters come in. 0 takes any free port; a port that is taken is refused. */
  smtpPort: z.int().min(0).max(65_535).default(0),
  /** Where its certificate lies, and the authority that vouches for it; made at the first start. */
  tlsFolder: z.string().min(1),
  /** Larger letters are refused. */
  sizeMaxBytes: z
    .int()
    .min(1_000)
    .default(25 * 1024 * 1024),
})
export type MailboxConfig = z.output<typeof mailboxConfigSchema>
