import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compileWechatpayPeer, findWechatpayJava } from '../../tests/peers/wechatpay-java.ts'
import { openTestGateway, type ReceivedNotice, type TestGateway } from './test-gateway.ts'

const jars = await findWechatpayJava()

/** A notice as the SDK wants it. */
const told = (kind: string, { headers, body }: ReceivedNotice) => ({
  ...{ kind, timestamp: headers['wechatpay-timestamp'], nonce: headers['wechatpay-nonce'] },
  ...{ serial: headers['wechatpay-serial'], signature: headers['wechatpay-signature'], body: body.toString('utf8') },
})

describe.skipIf(jars === null)('the official SDK for Java against the gateway', () => {
  let peer: Awaited<ReturnType<typeof compileWechatpayPeer>>
  const open: TestGateway[] = []
  beforeAll(async () => {
    peer = await compileWechatpayPeer(jars ?? '')
  })
  afterAll(async () => {
    for (const test of open) await test.close()
    await peer?.close()
  })

  it.each([
    ['public-key', 'public-key'],
    ['certificate', 'certificate'],
    // While WeChat moves a merchant from one to the other both are right.
    ['both', 'certificate'],
    ['both', 'public-key'],
  ] as const)(
    'a merchant on %s, and the SDK by %s',
    async (platform, mode) => {
      const test = await openTestGateway({}, { platform })
      open.push(test)
      const { gateway, merchant, received } = test
      const task = { ...merchant, baseUrl: gateway.baseUrl, mode, number: 'JAVA0001' }
      expect(await peer.run(task)).toEqual([
        ...['keys', 'order true', 'query NOTPAY', 'query SUCCESS 400', 'refund PROCESSING', 'query-refund 150'],
        ...['close CLOSED', 'refused 404 ORDER_NOT_EXIST'],
      ])
      // Of those who are in between, the notices come under the certificate until all are switched.
      if (platform === 'both' && mode === 'public-key')
        gateway.faults([{ kind: 'switch', percent: 100, times: 'always' }])
      await gateway.advance(10_000)
      await expect.poll(() => received.length).toBeGreaterThanOrEqual(2)
      const [payment, refund] = received.slice(-2)
      const notices = [told('refund', refund!), { ...told('refund', refund!), nonce: 'another' }]
      // The payment was announced before the switch.
      if (platform !== 'both' || mode === 'certificate') notices.unshift(told('payment', payment!))
      expect(await peer.run({ ...task, notices })).toEqual([
        ...['keys', 'notice JAVA0001', 'notice JAVA0001-R1', 'notice refused'].filter(
          line => notices.length === 3 || line !== 'notice JAVA0001',
        ),
      ])
    },
    120_000,
  )
})
