import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { merchantCalls } from '../wxpay-sim/merchant-calls.ts'
import { openTestGateway } from '../wxpay-sim/test-gateway.ts'
import { openTestDesk } from './test-desk.ts'

describe('a desk with some of the devices', () => {
  it('plays only what it is asked for', async () => {
    const desk = await openTestDesk({ cardReader: {} })
    try {
      expect(desk.listening).toMatchObject({ idReader: null, receiptPrinter: null, pagePrinter: null })
      expect(await desk.state()).toMatchObject({ idReader: null, receiptPrinter: null, pagePrinter: null, phone: null })
      expect((await desk.act('/printer/power-off', {})).status).toBe(404)
      expect((await fetch(desk.url)).status).toBe(503)
    } finally {
      await desk.close()
    }
  })
})

describe('the phone on the dock', () => {
  it('pays, declines and pays late at the gateway', async () => {
    const test = await openTestGateway()
    const merchant = merchantCalls(test)
    const desk = await openTestDesk({ gatewayUrl: test.gateway.baseUrl })
    const order = async (outTradeNo: string) =>
      (await desk.state()).phone?.orders.find(one => one.outTradeNo === outTradeNo)
    try {
      expect((await desk.state()).phone).toEqual({ reachable: true, orders: [] })
      await merchant.order('PAY0001', { description: '成绩单 2 份' })
      expect(await order('PAY0001')).toMatchObject({ description: '成绩单 2 份', totalFen: 400, state: 'open' })

      expect(await desk.act('/phone/decline', { outTradeNo: 'PAY0001' })).toMatchObject({ status: 200 })
      expect((await order('PAY0001'))?.state).toBe('open')
      expect(await desk.act('/phone/pay', { outTradeNo: 'PAY0001' })).toMatchObject({ status: 200 })
      expect((await order('PAY0001'))?.state).toBe('paid')
      expect(await desk.act('/phone/pay', { outTradeNo: 'PAY0001' })).toMatchObject({
        status: 409,
        answer: { why: 'refused: already-paid' },
      })
      expect(await desk.act('/phone/decline', { outTradeNo: 'NONE' })).toMatchObject({ status: 409 })

      await merchant.order('PAY0002')
      await desk.act('/phone/pay-late', { outTradeNo: 'PAY0002' })
      expect((await order('PAY0002'))?.state).toBe('open')
      expect((await merchant.close('PAY0002')).status).toBe(400)
      expect((await order('PAY0002'))?.state).toBe('paid')

      await merchant.order('PAY0003')
      await merchant.close('PAY0003')
      expect((await order('PAY0003'))?.state).toBe('closed')
    } finally {
      await desk.close()
      await test.close()
    }
  })

  it('says when the gateway is gone', async () => {
    const test = await openTestGateway()
    const desk = await openTestDesk({ gatewayUrl: test.gateway.baseUrl })
    await test.close()
    try {
      expect((await desk.state()).phone?.reachable).toBe(false)
      expect(await desk.act('/phone/pay', { outTradeNo: 'PAY0001' })).toMatchObject({ status: 409 })
    } finally {
      await desk.close()
    }
  })
})

describe('the devices process', () => {
  const main = fileURLToPath(new URL('./main.ts', import.meta.url))

  async function started(config: unknown) {
    const folder = await mkdtemp(join(tmpdir(), 'devices-'))
    const file = join(folder, 'devices.json')
    await writeFile(file, JSON.stringify(config))
    const child = spawn(process.execPath, [main, '--config', file], { stdio: ['ignore', 'pipe', 'pipe'] })
    const ended = once(child, 'exit').finally(() => rm(folder, { recursive: true, force: true }))
    return { child, ended }
  }

  it('says where it listens in one line, and ends when asked to', async () => {
    const { child, ended } = await started({ idReader: {}, receiptPrinter: {} })
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
    const { listening } = JSON.parse(line) as { listening: Record<string, number | null> }
    expect(listening).toEqual({
      control: expect.any(Number),
      cardReader: null,
      idReader: expect.any(Number),
      codeScanner: null,
      receiptPrinter: expect.any(Number),
      pagePrinter: null,
    })
    expect((await fetch(`http://127.0.0.1:${listening.control}/state`)).status).toBe(200)
    child.kill('SIGTERM')
    expect(await ended).toEqual([0, null])
  })

  it('refuses a wrong configuration and names the place', async () => {
    const { child, ended } = await started({ cardReader: { prot: 1 } })
    let said = ''
    child.stderr.on('data', chunk => {
      said += String(chunk)
    })
    expect(await ended).toEqual([2, null])
    expect(said).toContain('prot')
    expect(said).toContain('cardReader')
  })
})
