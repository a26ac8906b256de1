import { describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config-file.ts'
import { terminalConfigSchema } from './config.ts'

const yaml = (baseUrl: string, printer = 'ipp://192.0.2.7/ipp/print', line = 'null') => `server:
  baseUrl: ${JSON.stringify(baseUrl)}
dataDir: terminal
campusCardReader: null
idCardReader: null
receiptPrinter: ${line}
pagePrinter: { uri: ${JSON.stringify(printer)} }
`
const read = (baseUrl: string) => readConfig(yaml(baseUrl), 'terminal.yaml', terminalConfigSchema)

describe('the central server of a terminal', () => {
  it('is spoken to over https, or without it where the line does not leave the machine', () => {
    expect(read('https://print.example.edu.cn').ok).toBe(true)
    expect(read('http://127.0.0.1:7800').ok).toBe(true)
  })

  it('is refused with its line where anybody on the way could read and change what is said', () => {
    for (const baseUrl of ['http://print.example.edu.cn', 'http://192.0.2.7:7800', 'http://127.0.0.1@192.0.2.7'])
      expect(read(baseUrl)).toMatchObject({
        ok: false,
        error: [{ line: 2, column: 12, path: 'server.baseUrl', message: expect.stringMatching(/^must be https/) }],
      })
    expect(read('https://print.example.edu.cn/?x=1').ok).toBe(false)
  })
})

describe('the address of a device', () => {
  const SERVER = 'https://print.example.edu.cn'
  it.each(['ipp://HP LaserJet.local', 'ipp://192.0.2.7:99999/ipp/print', 'socket://192.0.2.7', 'http://192.0.2.7/ipp'])(
    'of the printer, %s, is refused with its line',
    uri => {
      expect(readConfig(yaml(SERVER, uri), 'terminal.yaml', terminalConfigSchema)).toMatchObject({
        ok: false,
        error: [{ line: 7, path: 'pagePrinter.uri', message: expect.stringContaining('must be an ipp address') }],
      })
    },
  )

  it.each([
    ['127.0.0.1', true],
    ['printer-1.example', true],
    ['::1', true],
    ['HP LaserJet', false],
    ['192.0.2.7:9100', false],
    ['', false],
  ])('at a TCP line, host %j: %s', (host, isOne) => {
    const line = `{ line: { kind: tcp, host: ${JSON.stringify(host)}, port: 9100 }, profile: escpos-80 }`
    const read = readConfig(yaml(SERVER, undefined, line), 'terminal.yaml', terminalConfigSchema)
    const paths = read.ok ? [] : read.error.map(({ path }) => path)
    expect(paths.includes('receiptPrinter.line.host')).toBe(!isOne)
  })
})
