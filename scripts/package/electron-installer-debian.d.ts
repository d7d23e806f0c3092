declare module 'electron-installer-debian' {
  /** The steps that the package's own function takes, one by one. */
  export class Installer {
    constructor(data: {
      src: string;
      dest: string;
      arch: string;
      rename: (dest: string) => string;
      logger: (message: string) => void;
      options: object;
    });
    options: { depends: readonly string[]; recommends: readonly string[] };
    generateDefaults(): Promise<unknown>;
    generateOptions(): unknown;
    createStagingDir(): Promise<unknown>;
    createContents(): Promise<unknown>;
    createPackage(): Promise<unknown>;
    movePackage(): Promise<unknown>;
  }
}
