import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { type ConfigFault, describeConfigFault, readConfig } from '../../../src/config-file.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import { type DocumentsConfig, documentsConfigSchema } from '../../issuing/documents-config.ts'
import { merchantsNamedTwice, type PaymentSections, paymentConfigSchema } from '../../payments/payment-config.ts'
import { type ServerConfig, serverConfigSchema } from './config.ts'

export type WholeConfig = ServerConfig & PaymentSections & { readonly documents: DocumentsConfig }

/**
 * Reads the server's configuration file. Paths in it count from its own folder, and the environment's DATABASE_URL goes before
 * the file's. The error is a line for each fault.
 */
export async function configOfFile(name: string): Promise<Result<WholeConfig, string[]>> {
  const file = resolve(name)
  const at = (path: string) => resolve(dirname(file), path)
  const schema = serverConfigSchema({ payment: paymentConfigSchema(at), documents: documentsConfigSchema(at) })
  const text = await readFile(file, 'utf8').catch(() => null)
  if (text === null) return err([`${name} cannot be read`])
  const read = readConfig(text, name, schema)
  if (!read.ok) return err(read.error.map((fault: ConfigFault) => describeConfigFault(fault)))
  const { store, records, payment } = read.value
  const formerPayments = read.value.formerPayments.filter(section => section !== null)
  const twice = merchantsNamedTwice({ payment, formerPayments })
  if (twice.length > 0) return err(twice.map(merchant => `${name}: formerPayments: ${merchant} is configured twice`))
  const databaseUrl = process.env.DATABASE_URL || store.databaseUrl
  const setupSqlFile = records.setupSqlFile === null ? null : at(records.setupSqlFile)
  return ok({
    ...read.value,
    formerPayments,
    store: { folder: at(store.folder), databaseUrl },
    records: { ...records, setupSqlFile },
  })
}
