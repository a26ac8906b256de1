import type { Contents } from './content.ts'
import type { Carrier } from './outcome.ts'
import type { SmsGateway } from './sms-gateway.ts'

/** Takes texts to the gateway. */
export function createTextCarrier(contents: Contents, gateway: SmsGateway): Carrier {
  return {
    mayRepeat: gateway.knowsIds,
    carry: async (message, signal) => {
      const content = contents.text(message)
      if (content === null)
        return { kind: 'refused', reason: 'refused', reply: 'what stood in it cannot be read any more' }
      const { to: phone, text, code } = content
      return gateway.send({ phone, text, code, id: message.token }, signal)
    },
    rest: () => undefined,
  }
}
