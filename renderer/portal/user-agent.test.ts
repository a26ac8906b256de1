import { expect, it } from 'vitest'
import { isInMessenger, isInWeCom } from './user-agent.ts'

const WECOM =
  'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/116.0 Mobile Safari/537.36 wxwork/4.1.22 MicroMessenger/7.0.1 Language/zh'
const WECHAT = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) Mobile/15E148 MicroMessenger/8.0.49'
const SAFARI = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) Version/17.4 Mobile/15E148 Safari/604.1'

it('WeCom, the other messengers and browsers are told apart', () => {
  expect([WECOM, WECHAT, SAFARI].map(isInWeCom)).toEqual([true, false, false])
  expect([WECOM, WECHAT, SAFARI].map(isInMessenger)).toEqual([true, true, false])
})
