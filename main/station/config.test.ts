import { describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config-file.ts'
import { terminalConfigSchema } from './config.ts'

const yaml = (baseUrl: string) => `server:
  baseUrl: ${JSON.stringify(baseUrl)}
dataDir: terminal
campusCardReader: null
idCardReader: null
receiptPrinter: null
pagePrinter: { uri: "ipp://192.0.2.7/ipp/print" }
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
