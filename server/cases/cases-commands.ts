import { type Bilingual, both } from '../../src/contract/texts.ts'
import type { CommandOption, CommandTable } from '../ground/commands/command.ts'
import { CASE_ACTS, CASE_KINDS } from './kinds.ts'

const KINDS = Object.keys(CASE_KINDS).join(', ')
const NUMBER = both('NUMBER 是事项编号，例如 C-261129-7KQ4。', 'NUMBER is the case’s, for example C-261129-7KQ4.')
const NAMED = both(
  '姓名和系统用户名永久留在事项的经过里。',
  'Name and user of the operating system stand in the history of the case for ever.',
)
const json = {
  kind: 'flag',
  what: both('输出 JSON，供程序使用', 'as JSON, for programs'),
} as const satisfies CommandOption
const by = {
  ...{ kind: 'text', isNeeded: true },
  what: both('作决定的人的姓名', 'name of the person who decides'),
} as const satisfies CommandOption
const needed = {
  ...{ kind: 'text', isNeeded: true },
  what: both('哪里打坏了', 'what is wrong with them'),
} as const satisfies CommandOption
const card = {
  kind: 'file-to-read',
  what: both(
    '退到银行卡时：一个三行的文件，依次为开户行、卡号、持卡人姓名；写 /dev/stdin 则当场输入',
    'of a refund to a bank card: a file of three lines, bank, number and name of the holder; /dev/stdin to type them',
  ),
} as const satisfies CommandOption
const preview = {
  kind: 'flag',
  what: both('只说明会怎样，什么都不做', 'says what would come of it, and does nothing'),
} as const satisfies CommandOption
const reason = {
  kind: 'text',
  what: both('为什么：一行，最多 500 个字符', 'why, one line of at most 500 characters'),
} as const satisfies CommandOption
const copies = {
  kind: 'text',
  what: both('几份；不写为 1', 'how many; 1 where nothing is said'),
} as const satisfies CommandOption
const amount = {
  kind: 'text',
  what: both(
    '退多少，单位元，写两位小数，例如 8.00；全额退不用写',
    'how much, in yuan with two digits such as 8.00, where it is not all of it',
  ),
} as const satisfies CommandOption
const amountFen = {
  kind: 'text',
  what: both('同样的金额，单位分，例如 800', 'the same in fen, such as 800'),
} as const satisfies CommandOption

const lines = (...parts: readonly Bilingual[]): Bilingual =>
  both(parts.map(({ zh }) => zh).join('\n'), parts.map(({ en }) => en).join('\n'))

export const CASES_COMMANDS = {
  list: {
    what: both('列出需要处理的事项，最早的在前', 'lists what needs a hand, the oldest first'),
    options: {
      all: { kind: 'flag', what: both('已办结的也列出，最新的在前', 'what has ended too, the newest first') },
      kind: { kind: 'text', what: both(KINDS, KINDS) },
      after: { kind: 'text', what: both('从这件事项之后接着列', 'goes on behind this case') },
      limit: {
        kind: 'text',
        what: both('最多几件；不写为 100，最多 1000', 'how many at most; 100 where nothing is said, 1000 at most'),
      },
      json,
    },
  },
  show: {
    what: both('说明一件事项的全部情况和可以怎么办', 'says all that is known of a case, and what may be done'),
    positionals: ['NUMBER'],
    options: { json },
    notes: NUMBER,
  },
  act: {
    what: both('办理一件事项；需要两人决定的，先提出', 'does what ends a case, or asks for it where two people decide'),
    positionals: ['NUMBER', 'ACT'],
    options: {
      ...{ by, reason },
      reference: {
        kind: 'text',
        what: both('人工退款的凭证号，凭它能查到', 'of a refund by hand: the number under which it is found'),
      },
      ...{ amount, 'amount-fen': amountFen },
      copies: {
        kind: 'text',
        what: both('重打几份；不写为 1', 'of a reprint: how many; 1 where nothing is said'),
      },
      ...{ card, preview, json },
    },
    notes: lines(
      NUMBER,
      both(
        `ACT 是 ${CASE_ACTS.join('、')} 之一：show 会说明可以用哪些。`,
        `ACT is ${CASE_ACTS.join(', ')}: show says which of them.`,
      ),
      NAMED,
    ),
  },
  agree: {
    what: both('同意另一人提出的办法，并照办', 'agrees to what another person has asked for, and does it'),
    positionals: ['NUMBER'],
    options: { by, card, json },
    notes: lines(NUMBER, NAMED),
  },
  disagree: {
    what: both(
      '不同意另一人提出的办法，或收回自己提出的',
      'declines what another person has asked for, or takes it back',
    ),
    positionals: ['NUMBER'],
    options: { by, reason, json },
    notes: lines(NUMBER, NAMED),
  },
  'take-back': {
    what: both(
      '撤回正在进行、还没有任何内容发出去的办理',
      'takes an act back that is under way, where nothing of it has left the house yet',
    ),
    positionals: ['NUMBER'],
    options: { by, reason: { ...reason, isNeeded: true }, json },
    notes: lines(
      NUMBER,
      both('等第二人同意的，用 disagree 收回。', 'What waits for a second person is taken back with disagree.'),
      NAMED,
    ),
  },
  reprint: {
    what: both('给打坏的文件一个免费重打码', 'gives a code for a free reprint of copies that came out badly'),
    positionals: ['ORDERNUMBER'],
    options: { by, reason: needed, copies, preview, json },
    notes: lines(
      both('重打码只显示一次。', 'The code is shown once.'),
      both(
        '会新开一件 bad-print 事项；已有的，就在那一件上办理。',
        'It opens a case of the kind bad-print, or acts on the one that is open.',
      ),
      NAMED,
    ),
  },
  waive: {
    what: both('打坏的订单退款', 'pays an order back whose copies came out badly'),
    positionals: ['ORDERNUMBER'],
    options: { by, reason: needed, amount, 'amount-fen': amountFen, preview, json },
    notes: lines(
      both(
        '会新开一件 bad-print 事项；已有的，就在那一件上办理。',
        'It opens a case of the kind bad-print, or acts on the one that is open.',
      ),
      NAMED,
    ),
  },
} as const satisfies CommandTable
