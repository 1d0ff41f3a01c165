import { describe, expect, it } from 'vitest';
import { readCommand } from '../../src/understanding/commands.js';

describe('the words that always work', () => {
  it.each([
    ['Menu', 'menu'],
    ['मेनू', 'menu'],
    ['మెనూ', 'menu'],
    ['HELP!', 'help'],
    ['madad', 'help'],
    ['సహాయం', 'help'],
    ['cancel', 'cancel'],
    ['रद्द करो', 'cancel'],
    ['raddu', 'cancel'],
    ['back', 'back'],
    ['पीछे', 'back'],
    ['వెనక్కి', 'back'],
    ['human', 'human'],
    ['किसी से बात करनी है', 'human'],
    ['manishi', 'human'],
    ['STOP', 'stop'],
    ['बंद करो', 'stop'],
    ['ఆపండి', 'stop'],
    ['message mat bhejo', 'stop'],
    ['START', 'start'],
    ['शुरू करो', 'start'],
    ['ప్రారంభించండి', 'start'],
    ['reset', 'reset'],
    ['undo', 'undo'],
    ['वापस लो', 'undo'],
    ['Yes.', 'yes'],
    ['haan ji', 'yes'],
    ['avunu', 'yes'],
    ['సరే', 'yes'],
    ['👍🏽', 'yes'],
    ['हाँ', 'yes'],
    ['no', 'no'],
    ['nahi', 'no'],
    ['వద్దు', 'no'],
    ['❌', 'no'],
  ])('"%s" is %s', (text, command) => expect(readCommand(text)).toBe(command));

  it.each([
    'stop at the gate',
    'please help me with fees',
    'no class today',
    'yes Sarah came',
    'Sari',
    '2',
    '',
    '🎸',
    'menu for lunch',
  ])('"%s" is more, or something else', (text) => expect(readCommand(text)).toBeNull());
});
