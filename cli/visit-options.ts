import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { pickupCodeSchema } from '../src/contract/pickups-api.ts'
import { type Bilingual, both, LANGUAGES, languageSchema } from '../src/contract/texts.ts'
import { wholeNumber } from '../src/plain-number.ts'

export const WHAT = both(
  '从外面驱动运行中的自助机走完一次办理，输出一行 JSON：各步用时、订单、金额、出纸张数、\n打印机收到的内容的 SHA-256。纸出来了结束码才是 0，没有出来是 1。',
  'Drives one whole visit through a running kiosk from outside and prints one JSON line: steps with times, order, amounts,\nsheets delivered, SHA-256 of what the printer received. Exit status 0 only if the paper came out, 1 if not.',
)

/** The kinds of document that come with the house, as their folders are called; `house` holds what they share. */
const KINDS = readdirSync(join(import.meta.dirname, '..', 'assets', 'templates'))
  .filter(name => name !== 'house')
  .toSorted()
  .join(', ')

export const OPTIONS: readonly (readonly [string, Bilingual])[] = [
  ['--card UID', both('校园卡卡号，十六进制，例如 04A1B2C3', 'the campus card, in hexadecimal, for example 04A1B2C3')],
  [
    '--phone NUMBER',
    both(
      '不刷卡，以这个学号或工号在手机上登录：演示里经演示校园的统一身份认证，别处由机器旁的人扫码',
      "logs in with a phone in place of a card, by this student or staff number: through the demo's campus, elsewhere by somebody at the machine",
    ),
  ],
  [
    '--pickup CODE',
    both(
      '不刷卡，用取件码取在网上申请的那份文件：手机上的八位数字；不用写是哪种文件',
      'collects with a code in place of a card what was applied for on the web: the eight digits on the phone; which document is not said',
    ),
  ],
  [
    '--pin DIGITS',
    both(
      '要输入校园卡密码的文件：输入这六位数字',
      'types these six digits where the document asks for those of the campus card',
    ),
  ],
  [
    '--document KIND',
    both(
      `transcript（默认），或本校的任何一种文件：${KINDS}`,
      `transcript where nothing is said, or any kind that the site prints: ${KINDS}`,
    ),
  ],
  [
    '--edition EDITION',
    both(
      'zh（默认）、en，或这种文件的另一种版本，例如 english；没有的会说出有哪些',
      'zh where nothing is said, en, or another that the kind has, such as english; one that is not there is answered with those that are',
    ),
  ],
  [
    '--id-card',
    both('不刷校园卡，放持卡人的身份证', 'lays the identity card of the holder in place of the campus card'),
  ],
  [
    '--register N',
    both(
      '身份证下有几段学籍时选第几段，不写为 1',
      'which register, where the identity card opens several; 1 unless said otherwise',
    ),
  ],
  ['--copies N', both('份数，不写为 1', '1 unless said otherwise')],
  [
    '--language L',
    both(
      `${LANGUAGES.join(' 或 ')}：屏幕的语言，也是这里说话的语言；不写则按系统的语言设置（LANG），再不然用中文`,
      `${LANGUAGES.join(' or ')}: the language of the screen, and of what is said here; that of the environment (LANG) where it is left out, else Chinese`,
    ),
  ],
  [
    '--bad-copies N',
    both(
      '之后说其中几份打坏了；重新打出来结束码才是 0',
      'then says that so many copies are bad: the exit status is 0 only if they came out again',
    ),
  ],
  [
    '--take-along',
    both(
      '之后把文件带到手机上：演示里由手机的替身扫码、核对数字、下载，并报出网址和文件的 SHA-256',
      'then takes the file along: in the demo a phone scans the code, the digits are compared, and its address and the SHA-256 of the file are told',
    ),
  ],
  [
    '--pay',
    both(
      '在手机页面上支付要付的钱；没有网关，就由机器旁的人用手机付',
      'pays on the phone page what is not free; without a gateway somebody at the machine pays with a phone',
    ),
  ],
  [
    '--data DIR',
    both('运行中的演示把数据放在哪里（默认 data/demo）', 'where the running demo keeps its data (default data/demo)'),
  ],
  [
    '--terminal DIR',
    both(
      '要驱动的自助机的数据文件夹，代替演示的；它须设有 acceptancePort',
      "the data folder of the terminal to drive, in place of the running demo's; it must have an acceptancePort",
    ),
  ],
  [
    '--dock ADDRESS',
    both(
      '代替读卡器和打印机的设备的控制台；没有它，就由机器旁的人刷卡',
      'the console of the devices that stand in for card and printer; without it somebody at the machine holds the card to the reader',
    ),
  ],
  ['--gateway ADDRESS', both('用来支付的支付网关的地址', 'the payment gateway whose phone page pays')],
]

const COUNT_MAX = 99
const countSchema = z.string().transform((text, { addIssue }) => {
  const count = wholeNumber(text, 1, COUNT_MAX)
  if (count === null) addIssue('no number')
  return count ?? 0
})
export const WRONG: Readonly<Record<string, Bilingual>> = {
  card: both(
    '缺 --card（或 --phone、--pickup），或不是 4 到 10 个字节的十六进制卡号，例如 04A1B2C3',
    '--card (or --phone, or --pickup) is missing, or is not 4 to 10 bytes in hexadecimal such as 04A1B2C3',
  ),
  phone: both(
    '--phone 要写学号或工号，只用字母和数字，并且不与 --card、--id-card 同用',
    '--phone is a student or staff number, in letters and digits, and goes with neither --card nor --id-card',
  ),
  pickup: both(
    '--pickup 要写八位数字，并且不与 --card、--id-card、--phone 同用',
    '--pickup is eight digits, and goes with neither --card nor --id-card nor --phone',
  ),
  pin: both('--pin 要写六位数字，并且只与 --card 同用', '--pin is six digits, and goes with a campus card alone'),
  copies: both('--copies 要写 1 到 99 的整数，只用数字', '--copies is a number from 1 to 99, in digits'),
  register: both('--register 要写 1 到 99 的整数，只用数字', '--register is a number from 1 to 99, in digits'),
  badCopies: both('--bad-copies 要写 1 到 99 的整数，只用数字', '--bad-copies is a number from 1 to 99, in digits'),
  takeAlong: both(
    '--take-along 只用于演示，并且不与 --bad-copies 同用：别处用自己的手机扫屏幕上的二维码',
    '--take-along is for the demo, and does not go with --bad-copies: elsewhere scan the code on the screen with a phone of your own',
  ),
  document: both('--document 后面缺内容', '--document lacks what belongs behind it'),
  edition: both('--edition 后面缺内容', '--edition lacks what belongs behind it'),
  language: both(`--language 要写 ${LANGUAGES.join(' 或 ')}`, `--language is ${LANGUAGES.join(' or ')}`),
}

/** What a visit is asked for, as it was typed. */
export const optionsSchema = z.object({
  card: z
    .string()
    .regex(/^(?:[0-9A-Fa-f]{2}){4,10}$/)
    .optional(),
  phone: z
    .string()
    .regex(/^[A-Za-z0-9]{1,64}$/)
    .optional(),
  pickup: pickupCodeSchema.optional(),
  pin: z
    .string()
    .regex(/^\d{6}$/)
    .optional(),
  document: z.string().min(1),
  edition: z.string().min(1),
  copies: countSchema,
  language: languageSchema,
  badCopies: countSchema.optional(),
  byIdCard: z.boolean(),
  register: countSchema,
})

/** Throws where something is typed that no visit knows. */
export function readArguments(args: string[]) {
  const text = { type: 'string' } as const
  return parseArgs({
    args,
    options: {
      card: text,
      phone: text,
      pickup: text,
      pin: text,
      document: { ...text, default: 'transcript' },
      edition: { ...text, default: 'zh' },
      'id-card': { type: 'boolean', default: false },
      register: { ...text, default: '1' },
      copies: { ...text, default: '1' },
      language: text,
      'bad-copies': text,
      'take-along': { type: 'boolean', default: false },
      pay: { type: 'boolean', default: false },
      data: text,
      terminal: text,
      dock: text,
      gateway: text,
    },
  }).values
}
