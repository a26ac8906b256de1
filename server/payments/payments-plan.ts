import type { ExampleSite } from '../ground/config/example.ts'
import type { PathAt } from '../ground/config/sections.ts'
import { plan } from '../ground/room.ts'
import { paymentConfigSchema } from './payment-config.ts'

const config = (at: PathAt) => ({ payment: paymentConfigSchema(at) })
const example = ({ payment }: ExampleSite) => `payment:\n${payment}`

/** Money from outside: WeChat Pay. */
export const PAYMENTS = plan({ name: 'payments', config, example })
