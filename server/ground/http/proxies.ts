import { BlockList, isIP } from 'node:net'

/** Nets by the names that the HTTP server has for them. */
const NETS: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
}

/** Whether an address is one of `nets`: addresses, nets as `10.0.0.0/8`, or names of nets. */
export function isOneOf(nets: readonly string[]): (ip: string) => boolean {
  const list = new BlockList()
  for (const net of nets.flatMap(name => NETS[name] ?? [name])) {
    const [address = '', bits] = net.split('/')
    const family = isIP(address) === 4 ? 'ipv4' : 'ipv6'
    list.addSubnet(address, Number(bits ?? (family === 'ipv4' ? 32 : 128)), family)
  }
  return ip => {
    const plain = ip.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
    return isIP(plain) !== 0 && list.check(plain, isIP(plain) === 4 ? 'ipv4' : 'ipv6')
  }
}

/** Addresses that only this machine and its own networks have: of no person, and fit for a log. */
export const isLocal = isOneOf(['loopback', 'linklocal', 'uniquelocal'])
export const isLoopback = isOneOf(['loopback'])
