import type { StaffLanguage } from '../ground/commands/language.ts'
import type { Contents } from './content.ts'
import type { Mail } from './mail.ts'
import type { Outcome } from './outcome.ts'

/** The room as its own commands use it too. */
export interface MailDesk extends Mail {
  readonly contents: Contents
  /** Sends a test letter at once; null where no relay is configured. */
  sendTest(to: string, language: StaffLanguage, signal: AbortSignal): Promise<Outcome | null>
}
