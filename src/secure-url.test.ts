import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readConfig } from './config-file.ts'
import { isSecureUrl, secureUrl } from './secure-url.ts'

describe('the address of a server', () => {
  it.each([
    'https://print.example.edu.cn',
    'https://print.example.edu.cn:8443/kiosk/',
    'HTTPS://192.0.2.7',
    'http://127.0.0.1:7800',
    'http://127.8.0.1/x',
    'http://localhost:7800',
    'http://[::1]:7800/',
  ])('may be %s', url => {
    expect(isSecureUrl(url)).toBe(true)
    expect(secureUrl.safeParse(url).success).toBe(true)
  })

  it.each([
    'http://print.example.edu.cn',
    'http://192.0.2.7:7800',
    'http://10.0.0.1',
    'http://0.0.0.0:7800',
    'http://127.0.0.1.example.com',
    'http://localhost.example.com',
    'http://127.0.0.1:80@print.example.edu.cn',
    'http://127.0.0.1\\@print.example.edu.cn',
    'http://[::1].example.com',
    'http://[::ffff:192.0.2.7]',
    'https://user:password@print.example.edu.cn',
    'ftp://127.0.0.1',
    'print.example.edu.cn',
    '',
  ])('may not be %s', url => {
    expect(secureUrl.safeParse(url).success).toBe(false)
  })

  it('is refused with its line', () => {
    const schema = z.object({ url: secureUrl })
    const read = readConfig('# where the server is\nurl: http://192.0.2.7\n', 'x.yaml', schema)
    expect(read).toMatchObject({
      ok: false,
      error: [{ line: 2, column: 6, path: 'url', message: expect.stringMatching(/^must be https/) }],
    })
  })
})
