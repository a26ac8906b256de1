import type { Logger } from 'pino'
import type { z } from 'zod'
import type { Clock } from '../../src/clock.ts'
import type { Bilingual } from '../../src/contract/texts.ts'
import type { Payments } from './payment-port.ts'

/** What became of a notice: taken in, not to be trusted, or about an order that is none of ours. */
export type NoticeOutcome = 'taken' | 'refused' | 'not-ours'

/** How a provider sends its notices, and which answers it understands. */
export interface NoticeWays {
  /** Path at our server, one of its own for each provider: `/v1/<id>/notice`. */
  readonly path: string
  /** How long the provider waits, less a little. */
  readonly answerWithinMs: number
  /** An object is sent as JSON, a text as plain text. */
  readonly answers: Readonly<
    Record<NoticeOutcome, { readonly status: number; readonly body: string | Readonly<Record<string, string>> | null }>
  >
}

/** What a provider keeps for one merchant over a restart. */
export interface ProviderMemory {
  /** As it was when the merchant was opened; null for nothing. */
  readonly text: string | null
  write(text: string): Promise<void>
}

/** What a provider may use beside its configuration. */
export interface ProviderTools {
  readonly clock: Clock
  readonly log?: Pick<Logger, 'warn' | 'error'>
  readonly memory?: ProviderMemory
}

interface About {
  /** Small letters, digits and dashes, 2 to 40. Stands with each order in the database, so it is never changed. */
  readonly id: string
  readonly name: Bilingual
  readonly notices: NoticeWays
}

/** What the folder of a provider must give. `Config` is its section of the configuration, checked. */
export interface ProviderParts<Config> extends About {
  /**
   * `at` makes a path of the file absolute. The house's own keys `provider` and `payeeName` are taken out before; what the
   * schema gives must have every key of the section under its own name.
   */
  configSchema(at: (path: string) => string): z.ZodType<Config>
  /** Our number at the provider. */
  merchantIdOf(config: Config): string
  open(config: Config, tools: ProviderTools): Payments
}

/** A provider as the house holds it in its list, whatever its configuration is like. */
export type PaymentProvider = ProviderParts<unknown>

/** The one thing that a provider's entry file exports. */
export function paymentProvider<Config>(parts: ProviderParts<Config>): PaymentProvider {
  return {
    ...parts,
    // Both get nothing but what this provider's own schema has given.
    merchantIdOf: config => parts.merchantIdOf(config as Config),
    open: (config, tools) => parts.open(config as Config, tools),
  }
}
