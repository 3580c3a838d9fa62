// The arena's words in Chinese.

import type { ARENA_EN } from '../en/arena.ts'

export const ARENA_ZH: Record<keyof typeof ARENA_EN, string> = {
  arenaHint: '方向键或 A W D：转向和前进。空格：射击。也可以用手指或鼠标按住要去的方向。',
  arenaField: '竞技场，用键盘操作',
  arenaYou: '生命 {0}，击杀 {1}',
  arenaComing: '正在进入竞技场……',
  arenaEnter: '开始游戏',
  arenaOut: '还没有人在玩。',
  arenaCut: '网络已切断，还剩 {0} 秒。',
  arenaCutFor: '断网 {0} 秒',
  arenaAway: '连接已断开，会自动恢复。',
  inSight: '视野内',
  inSightOne: '{0}：生命 {1}，距离 {2}',
  nobodyInSight: '视野内没有人。',
  bots: '机器人：{0}',
  addBots: '增加 {0} 个机器人',
  noBots: '移除所有机器人',
  ping: '延迟，毫秒',
  lossShare: '丢包，%',
  arenaTruth: '服务器上的情况',
  arenaMap: '地图：服务器上有 {0} 个英雄，这里知道 {1} 个',
  mapServer: '服务器上的位置',
  mapKnown: '这里知道的位置',
  mapSight: '视野范围',
  bytesIn: '接收，字节/秒',
  bytesOut: '发送，字节/秒',
  tickMs: '服务器，毫秒/帧',
  unusedInputs: '途中的输入',
  corrected: '修正，单位',
}
