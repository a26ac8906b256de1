import { describe, expect, it } from 'vitest'
import { systemClock } from '../../../native/system-clock.ts'
import { readConfig } from '../../../src/config-file.ts'
import { unwrap } from '../../../src/result.ts'
import { openHouseStore } from '../../../tests/peers/house-store.ts'
import { openPayments } from '../../payments/open-payments.ts'
import { exampleServerYaml, ROOMS } from '../../rooms.ts'
import { createServerLog } from '../log.ts'
import { schemaOfSections } from './sections.ts'

const schema = schemaOfSections(ROOMS, path => `/site/${path}`)
const defaults = {
  port: 8080,
  publicBaseUrl: 'https://print.example.edu.cn',
  folder: 'data/server',
  setupSqlFile: null,
  demoEnrolmentCode: 'DEMQ2345',
  payment: '  null',
  documents: '  seal: { demoFolder: seal }',
}
const read = (text: string) => readConfig(text, 'server.yaml', schema)

const BASE_URL = 'publicBaseUrl: "https://print.example.edu.cn"'

describe('the server’s configuration', () => {
  it('is right as it is written for a new site, with the house rules in it', () => {
    const config = unwrap(read(exampleServerYaml(defaults)))
    expect(config).toMatchObject({
      listen: { port: 8080 },
      tariff: { zhFen: 200, enFen: 500 },
      quota: { freeCopies: 5, unit: 'person', period: { kind: 'ever' } },
      terminals: { demoEnrolments: [{ code: 'DEMQ2345' }] },
      records: { setupSqlFile: null, databaseUrl: null },
    })
    expect(unwrap(read(exampleServerYaml({ ...defaults, demoEnrolmentCode: null }))).terminals.demoEnrolments).toEqual(
      [],
    )
  })

  it('takes the quota’s unit and period as the school has them', () => {
    const text = exampleServerYaml(defaults)
      .replace('unit: person\n', 'unit: person-and-kind\n')
      .replace('period: { kind: ever }\n', 'period: { kind: term, starts: ["2026-02-23", "2026-09-01"] }\n')
    expect(unwrap(read(text)).quota).toMatchObject({ unit: 'person-and-kind', period: { kind: 'term' } })
  })

  it('refuses what would only fail later', () => {
    const wrongs: [string, string][] = [
      ['timeZone: Asia/Shanghai', 'timeZone: Asia/Peking'],
      [BASE_URL, 'publicBaseUrl: "https://print.example.edu.cn/"'],
      ...['http://x.edu.cn', 'https://u:p@x.edu.cn', 'https://x.edu.cn?a', 'https://x.edu.cn#b'].map(
        (url): [string, string] => [BASE_URL, `publicBaseUrl: ${JSON.stringify(url)}`],
      ),
      ['zhFen: 200', 'zhFen: 2.5'],
      ['freeCopies: 5', 'freeCopies: -1'],
      ['code: "DEMQ2345"', 'code: "DEM0"'],
      ['name: { zh: 一号机, en: Kiosk 1 }', 'name: { zh: 一号机, en: " " }'],
    ]
    for (const [right, wrong] of wrongs) {
      const text = exampleServerYaml(defaults)
      expect(text).toContain(right)
      expect(read(text.replace(right, wrong)).ok, wrong).toBe(false)
    }
  })

  it('reads the sections of documents and payment with paths from its own folder', () => {
    const config = unwrap(read(exampleServerYaml(defaults)))
    expect(config.documents).toMatchObject({ seal: { demoFolder: '/site/seal' }, templatesFolder: null, workers: 1 })
    expect(config.store.folder).toBe('/site/data/server')
    expect(read(exampleServerYaml({ ...defaults, documents: '  seal: { certificatesFile: a.pem }' })).ok).toBe(false)
    const payment = '  { mchid: "1900000001", merchantPrivateKeyPem: no-such.pem }'
    expect(JSON.stringify(read(exampleServerYaml({ ...defaults, payment })))).toContain('ENOENT')
  })

  it('refuses an unknown name in a section that several rooms share', () => {
    const wrong = read(exampleServerYaml({ ...defaults, documents: '  seal: { demoFolder: seal }\n  sealWord: x' }))
    expect(wrong).toMatchObject({ error: [{ path: 'documents.sealWord', message: 'unknown key' }] })
  })

  it('without a merchant lets nothing be paid', async () => {
    const config = unwrap(read(exampleServerYaml(defaults)))
    const store = await openHouseStore({ kind: 'memory' })
    const ground = { db: store.db, clock: systemClock, log: createServerLog('silent') }
    const { doors } = await openPayments(ground, config)
    await store.close()
    expect(doors.merchants).toMatchObject({ present: null, all: [] })
  })
})
