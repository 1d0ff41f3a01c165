/** One statement with its parameters in PostgreSQL's text form. */
export interface Statement {
  query: string;
  params: readonly (string | null)[];
}

export interface Field {
  name: string;
  dataTypeID: number;
  tableID: number;
  columnID: number;
  dataTypeSize: number;
  dataTypeModifier: number;
}

/** What one statement gave, every value in PostgreSQL's text form. */
export interface RawResult {
  command: string;
  rowCount: number | null;
  fields: readonly Field[];
  rows: readonly (readonly (string | null)[])[];
}

/** A PostgreSQL that runs statements of the extended protocol: one statement a string, parameters apart. */
export interface Backend {
  /** Runs one statement by itself. @throws the database's error, with its SQLSTATE in `code`. */
  run(statement: Statement): Promise<RawResult>;
  /** Runs all of them between `begin` and COMMIT; the first error rolls everything back and is thrown. */
  transaction(begin: string, statements: readonly Statement[]): Promise<RawResult[]>;
  close(): Promise<void>;
}
