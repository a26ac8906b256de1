import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type GatewayConfigInput, gatewayConfigSchema } from './gateway-config.ts'
import { initGateway } from './init-gateway.ts'
import { merchantCalls } from './merchant-calls.ts'
import { openTestGateway, type TestGateway } from './test-gateway.ts'

let test: TestGateway
beforeEach(async () => {
  test = await openTestGateway()
})
afterEach(() => test.close())

describe('a restart', () => {
  it('finds orders, payments and refunds as they were', async () => {
    const calls = merchantCalls(test)
    await calls.order('KEPT001')
    await calls.order('KEPT002')
    test.gateway.pay('KEPT001')
    await calls.refund('KEPT001', 'R-1', 100)
    await test.gateway.advance(10_000)
    const before = [await calls.query('KEPT001'), await calls.query('KEPT002'), await calls.queryRefund('R-1')]
    await test.restart()
    const after = [await calls.query('KEPT001'), await calls.query('KEPT002'), await calls.queryRefund('R-1')]
    expect(after.map(reply => reply.body)).toEqual(before.map(reply => reply.body))
  })

  it('goes on with a refund and with a notice that nobody has answered', async () => {
    const calls = merchantCalls(test)
    test.answerNotices(500)
    await calls.order('OPEN001')
    test.gateway.pay('OPEN001')
    await test.gateway.idle()
    await calls.refund('OPEN001', 'R-1', 100)
    const gateway = await test.restart()
    test.answerNotices(204)
    await gateway.advance(15_000)
    expect((await calls.queryRefund('R-1')).body).toMatchObject({ status: 'SUCCESS' })
    expect(test.received).toHaveLength(3)
  })

  it('keeps the business time that was advanced', async () => {
    const calls = merchantCalls(test)
    await calls.order('TIME001')
    await test.gateway.advance(3 * 3_600_000)
    const gateway = await test.restart()
    expect(gateway.pay('TIME001')).toEqual({ state: 'refused', reason: 'code-expired' })
  })

  it('cuts off a last line that a power cut has torn', async () => {
    const file = String(test.config.stateFile)
    const calls = merchantCalls(test)
    await calls.order('TORN001')
    const { size } = statSync(file)
    appendFileSync(file, '{"seq":3,"atMs":17')
    await test.restart()
    expect(statSync(file).size).toBe(size)
    expect((await calls.query('TORN001')).status).toBe(200)
    await calls.close('TORN001')
    await test.restart()
    expect((await calls.query('TORN001')).body).toMatchObject({ trade_state: 'CLOSED' })
  })

  it('refuses a journal that is damaged before its end, and names the line', async () => {
    await merchantCalls(test).order('HURT001')
    appendFileSync(String(test.config.stateFile), 'not json\n')
    await expect(test.restart()).rejects.toThrow(/line 3 is damaged/)
  })
})

describe('initGateway', () => {
  it('makes keys once, changes addresses as often as asked, and lets nobody else read', () => {
    const dir = mkdtempSync(join(tmpdir(), 'wxpay-init-'))
    const first = initGateway(dir, { notifyUrl: 'http://127.0.0.1:1/a' })
    const before = readFileSync(first.serverConfigFile, 'utf8')
    const second = initGateway(dir, { notifyUrl: 'http://127.0.0.1:2/b', port: 7001 })
    const after = readFileSync(second.serverConfigFile, 'utf8')
    expect(after).toBe(
      before.replace('http://127.0.0.1:1/a', 'http://127.0.0.1:2/b').replace('127.0.0.1:0', '127.0.0.1:7001'),
    )
    expect(statSync(second.serverConfigFile).mode & 0o077).toBe(0)
    rmSync(dir, { recursive: true })
  })

  it('writes a configuration that the gateway takes, and one for the merchant without a key of the platform', () => {
    const config = test.config as GatewayConfigInput
    expect(gatewayConfigSchema.parse(config).platformKeys[0]!.id).toMatch(/^PUB_KEY_ID_/)
    expect(JSON.stringify(config)).not.toContain(test.merchant.merchantPrivateKeyPem.split('\n')[1])
    expect(test.merchant.merchantSerial).toMatch(/^[0-9A-F]{40}$/)
    expect(JSON.stringify(test.merchant).match(/PRIVATE KEY/g)).toHaveLength(2)
  })

  it('has a gateway configuration that refuses a wrong value with its place', () => {
    const parsed = gatewayConfigSchema.safeParse({ ...test.config, apiV3Key: 'short' })
    expect(parsed.error?.issues[0]?.path).toEqual(['apiV3Key'])
  })
})
