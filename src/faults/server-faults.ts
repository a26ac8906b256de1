import { words } from './words.ts'

const later: [string, string] = ['请稍后再试，或到另一台机器。', 'Try again in a moment, or use another machine.']

/** Failures between the station and the central server. */
export const SERVER_FAULTS = {
  'server-unreachable': words(
    'E-NET-001',
    ['现在连不上学校服务器。', "The university's server cannot be reached."],
    later,
    ['到服务器的连接被拒绝或中断，检查网络。', 'The connection was refused or broke. Check the network.'],
  ),
  'server-slow': words(
    'E-NET-002',
    ['学校服务器没有及时回答。', "The university's server did not answer in time."],
    later,
    [
      '请求超时，结果未知；程序会按单号查询。',
      'The request timed out, its outcome is unknown; it is asked for again by its number.',
    ],
  ),
  'server-nonsense': words(
    'E-NET-003',
    ['学校服务器的回答不对。', "The university's server gave an answer that makes no sense."],
    later,
    ['回答不符合约定，检查服务器版本与代理。', 'The answer breaks the contract. Check server version and proxies.'],
  ),
  'server-busy': words('E-NET-004', ['现在办理的人太多。', 'Too many requests right now.'], later, [
    '服务器限流。',
    'The server limits the rate of requests.',
  ]),
  'terminal-refused': words(
    'E-NET-005',
    ['本机暂停服务。', 'This machine is not in service.'],
    ['请到另一台机器。', 'Please use another machine.'],
    [
      '服务器不认这台终端：未登记、已停用，或时钟相差超过两分钟。',
      'The server does not accept this terminal: not enrolled, suspended, or its clock is off by more than two minutes.',
    ],
  ),
  'visit-expired': words(
    'E-NET-006',
    ['本次办理已超时。', 'This visit has run out of time.'],
    ['请重新刷卡。', 'Please tap your card again.'],
    ['服务器上的办理会话已过期。', "The visit's token has expired on the server."],
  ),
} as const
