import { expect, it } from 'vitest'
import { stationEnvironment } from './station-environment.ts'

it('takes out what would change the code that runs or whom it trusts', () => {
  const env = {
    PATH: '/usr/bin',
    LANG: 'zh_CN.UTF-8',
    ELECTRON_RUN_AS_NODE: '1',
    ELECTRON_ENABLE_LOGGING: '1',
    NODE_OPTIONS: '--inspect',
    node_options: '--inspect',
    NODE_EXTRA_CA_CERTS: '/tmp/ca.pem',
    NODE_TLS_REJECT_UNAUTHORIZED: '0',
    NODE_CHANNEL_FD: '9',
    LD_PRELOAD: '/tmp/evil.so',
    NODE_USE_ENV_PROXY: '1',
    NODE_V8_COVERAGE: '/tmp',
    OPENSSL_CONF: '/tmp/evil.cnf',
    SSLKEYLOGFILE: '/tmp/keys',
    EMPTY: undefined,
  }
  expect(stationEnvironment(env)).toEqual({ PATH: '/usr/bin', LANG: 'zh_CN.UTF-8' })
})
