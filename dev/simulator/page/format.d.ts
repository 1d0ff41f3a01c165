export interface Piece {
  text: string;
  bold?: true;
  italic?: true;
  strike?: true;
  code?: true;
  url?: string;
}

export function pieces(text: string, style?: object): Piece[];
export function isJumbo(text: string): boolean;
