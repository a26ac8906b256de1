import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { systemClock } from '../../../native/system-clock.ts'
import { readConfig } from '../../../src/config-file.ts'
import { unwrap } from '../../../src/result.ts'
import { documentsConfigSchema } from '../../issuing/documents-config.ts'
import { openMerchants, paymentConfigSchema } from '../../payments/payment-config.ts'
import { defaultServerYaml, serverConfigSchema } from './config.ts'

const schema = serverConfigSchema({ payment: z.unknown(), documents: z.unknown() })
const defaults = {
  port: 8080,
  publicBaseUrl: 'https://print.example.edu.cn',
  folder: 'data/server',
  setupSqlFile: null,
  demoEnrolmentCode: 'DEMQ2345',
  payment: '  null',
  documents: '  null',
}
const read = (text: string) => readConfig(text, 'server.yaml', schema)

describe('the server’s configuration', () => {
  it('is right as it is written for a new site, with the house rules in it', () => {
    const config = unwrap(read(defaultServerYaml(defaults)))
    expect(config).toMatchObject({
      listen: { port: 8080 },
      tariff: { zhFen: 200, enFen: 500 },
      quota: { freeCopies: 5, unit: 'person', period: { kind: 'ever' } },
      terminals: { demoEnrolments: [{ code: 'DEMQ2345' }] },
      records: { setupSqlFile: null, databaseUrl: null },
    })
    expect(unwrap(read(defaultServerYaml({ ...defaults, demoEnrolmentCode: null }))).terminals.demoEnrolments).toEqual(
      [],
    )
  })

  it('takes the quota’s unit and period as the school has them', () => {
    const text = defaultServerYaml(defaults)
      .replace('unit: person\n', 'unit: person-and-kind\n')
      .replace('period: { kind: ever }\n', 'period: { kind: term, starts: ["2026-02-23", "2026-09-01"] }\n')
    expect(unwrap(read(text)).quota).toMatchObject({ unit: 'person-and-kind', period: { kind: 'term' } })
  })

  it('refuses what would only fail later', () => {
    const wrongs: [string, string][] = [
      ['timeZone: Asia/Shanghai', 'timeZone: Asia/Peking'],
      ['publicBaseUrl: "https://print.example.edu.cn"', 'publicBaseUrl: "https://print.example.edu.cn/"'],
      ['zhFen: 200', 'zhFen: 2.5'],
      ['freeCopies: 5', 'freeCopies: -1'],
      ['code: "DEMQ2345"', 'code: "DEM0"'],
    ]
    for (const [right, wrong] of wrongs) {
      const text = defaultServerYaml(defaults)
      expect(text).toContain(right)
      expect(read(text.replace(right, wrong)).ok, wrong).toBe(false)
    }
  })

  it('reads the sections of documents and payment with paths from its own folder', () => {
    const at = (path: string) => `/site/${path}`
    expect(documentsConfigSchema(at).parse({ seal: { demoFolder: 'seal' } })).toMatchObject({
      seal: { demoFolder: '/site/seal' },
      templatesFolder: null,
    })
    expect(documentsConfigSchema(at).safeParse({ seal: { certificatesFile: 'a.pem' } }).success).toBe(false)
    const payment = paymentConfigSchema(at).safeParse({ mchid: '1900000001', merchantPrivateKeyPem: 'no-such.pem' })
    expect(JSON.stringify(payment.error?.issues)).toContain('ENOENT')
  })

  it('without a merchant lets nothing be paid', () => {
    const payment = paymentConfigSchema(path => path).parse(null)
    expect(openMerchants({ payment, formerPayments: [] }, systemClock)).toMatchObject({ present: null, all: [] })
  })
})
