import { z } from 'zod'
import type { Clock } from '../../src/clock.ts'
import { type Merchant, type MerchantKey, type Merchants, merchantsOf, nameOfMerchant } from './merchants.ts'
import type { PaymentProvider, ProviderTools } from './provider.ts'
import { PROVIDERS, UNNAMED_PROVIDER } from './providers.ts'

/** One merchant, as the configuration has it. The further keys are its provider's. */
export interface MerchantSection {
  readonly provider: string
  readonly payeeName: string | null
  readonly [key: string]: unknown
}

/** `payment` and `formerPayments` of the configuration. */
export interface PaymentSections {
  readonly payment: MerchantSection | null
  readonly formerPayments: readonly MerchantSection[]
}

const houseKeysSchema = z.object({ payeeName: z.string().min(1).max(80).nullable().default(null) })

/** A section under `payment` or `formerPayments`. `at` makes a path absolute. */
export function merchantSectionSchema(at: (path: string) => string, providers = PROVIDERS): z.ZodType<MerchantSection> {
  const ids = providers.map(({ id }) => id)
  const schemas = new Map(providers.map(provider => [provider.id, provider.configSchema(at)]))
  const namedSchema = z.object({ provider: z.enum(ids as [string, ...string[]]).default(UNNAMED_PROVIDER) }).loose()
  return namedSchema.transform((section, context) => {
    const { provider, payeeName, ...own } = section
    const house = houseKeysSchema.safeParse({ payeeName })
    const config = (schemas.get(provider) ?? z.never()).safeParse(own)
    if (house.success && config.success) return { ...(config.data as object), provider, ...house.data }
    for (const { error } of [house, config]) for (const issue of error?.issues ?? []) context.issues.push(asRaw(issue))
    return z.NEVER
  })
}

/** An issue that a schema inside has found, for the schema around it. */
function asRaw(issue: z.core.$ZodIssue): z.core.$ZodRawIssue {
  return { ...issue, input: undefined, continue: false } as z.core.$ZodRawIssue
}

/** The section `payment`: null where only free copies are given. */
export function paymentConfigSchema(at: (path: string) => string, providers = PROVIDERS) {
  return merchantSectionSchema(at, providers).nullable()
}

/** Which merchants a checked configuration names more than once: it would not be clear whose keys count. */
export function merchantsNamedTwice({ payment, formerPayments }: PaymentSections, providers = PROVIDERS): string[] {
  const names = [...(payment ? [payment] : []), ...formerPayments].map(section => {
    const provider = providerOf(section, providers)
    return nameOfMerchant({ provider: provider.id, merchantId: provider.merchantIdOf(section) })
  })
  return [...new Set(names.filter((name, i) => names.indexOf(name) !== i))]
}

/** Makes the merchants of a checked configuration ready. Throws when one of them is named twice. */
export function openMerchants(
  sections: PaymentSections,
  clock: Clock,
  providers = PROVIDERS,
  tools: (key: MerchantKey) => Omit<ProviderTools, 'clock'> = () => ({}),
): Merchants {
  const open = (section: MerchantSection) => openMerchant(section, clock, providers, tools)
  return merchantsOf(sections.payment && open(sections.payment), sections.formerPayments.map(open))
}

function openMerchant(
  section: MerchantSection,
  clock: Clock,
  providers: readonly PaymentProvider[],
  tools: (key: MerchantKey) => Omit<ProviderTools, 'clock'>,
): Merchant {
  const provider = providerOf(section, providers)
  const key = { provider: provider.id, merchantId: provider.merchantIdOf(section) }
  return {
    ...key,
    name: provider.name,
    payeeName: section.payeeName,
    notices: provider.notices,
    payments: provider.open(section, { ...tools(key), clock }),
  }
}

function providerOf(section: MerchantSection, providers: readonly PaymentProvider[]): PaymentProvider {
  const provider = providers.find(({ id }) => id === section.provider)
  if (!provider) throw new Error(`there is no provider ${section.provider}`)
  return provider
}
