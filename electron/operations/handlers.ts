import type { Contract, NamesOf, OperationName, Output, Parsed } from '#shared/contract/contract.ts';
import { careExporterSteps } from './care.ts';
import { careRuns } from './care-runs.ts';
import { checkReaderSteps, checkRuns, checkWriterSteps } from './check-runs.ts';
import { checkingReads, checkingWrites } from './checking.ts';
import {
  attachmentReaderSteps,
  attachmentReads,
  attachmentWriterSteps,
  attachmentWrites,
} from './attachments.ts';
import { attachmentExporterSteps } from './attachment-bundle.ts';
import { attachmentRuns } from './attachment-runs.ts';
import type { AnywhereContext, ExportContext, ReadContext, WriteContext } from './context.ts';
import { demoExporterSteps, demoWriterSteps } from './demo.ts';
import { demoCountyWriterSteps } from './demo-county.ts';
import { directoryAnywhere, directoryReads, directoryWrites } from './directory.ts';
import { editionReads, editionExporterSteps, editionReaderSteps, editionWriterSteps } from './editions.ts';
import { editionRuns } from './edition-runs.ts';
import { filingReads } from './filings.ts';
import { filingWrites } from './filing-writes.ts';
import { carryOverWrites } from './carry-over.ts';
import { obligationWrites } from './obligations.ts';
import { typingWrites } from './typing.ts';
import { importLogExporterSteps, importLogReads, importLogRuns } from './import-log.ts';
import { importReaderSteps, importReads, importWriterSteps, importWrites } from './imports.ts';
import { importRuns } from './import-runs.ts';
import { mergeWrites } from './merge-units.ts';
import { prepareSearch } from './name-search.ts';
import { packageExporterSteps, packageReaderSteps, packageReads, packageWriterSteps } from './packages.ts';
import { packageRuns } from './package-runs.ts';
import { provenanceReaderSteps } from './provenance.ts';
import { provenanceRuns } from './provenance-runs.ts';
import { queryExporterSteps, queryReads, queryRuns } from './query-sheets.ts';
import { reminderExporterSteps, reminderReads, reminderRuns } from './reminders.ts';
import { roundReads, roundWrites } from './round.ts';
import type { RunContext } from './run-context.ts';
import { sweepWriterSteps } from './sweep.ts';
import { tallyExporterSteps, tallyReads, tallyRuns } from './tally.ts';
import { templateExporterSteps } from './template.ts';
import {
  workspaceAnywhere,
  workspaceReaderSteps,
  workspaceReads,
  workspaceWriterSteps,
  workspaceWrites,
} from './workspace.ts';
import { workspaceRuns } from './workspace-runs.ts';

/**
 * Every operation of the contract has its handler here, by the thread that answers it; one that is missing does not
 * compile. Steps are parts of long operations and are not reachable from outside.
 */
type Anywhere = { [N in OperationName]: Contract[N]['anywhere'] extends true ? N : never }[OperationName];

type Reads = { [N in NamesOf<'reads'>]: (context: ReadContext, input: Parsed<N>) => Output<N> };
type Writes = { [N in NamesOf<'writes'>]: (context: WriteContext, input: Parsed<N>) => Output<N> };
type Runs = { [N in NamesOf<'runs'>]: (context: RunContext, input: Parsed<N>) => Promise<Output<N>> };

const anywhereReads = { ...workspaceAnywhere, ...directoryAnywhere };

const reads: Reads = {
  ...anywhereReads,
  ...workspaceReads,
  ...directoryReads,
  ...importReads,
  ...importLogReads,
  ...filingReads,
  ...checkingReads,
  ...attachmentReads,
  ...queryReads,
  ...reminderReads,
  ...tallyReads,
  ...roundReads,
  ...packageReads,
  ...editionReads,
};

const writes: Writes = {
  ...workspaceWrites,
  ...directoryWrites,
  ...mergeWrites,
  ...importWrites,
  ...filingWrites,
  ...typingWrites,
  ...obligationWrites,
  ...carryOverWrites,
  ...checkingWrites,
  ...attachmentWrites,
  ...roundWrites,
};

export const runHandlers: Runs = {
  ...workspaceRuns,
  ...checkRuns,
  ...attachmentRuns,
  ...importRuns,
  ...importLogRuns,
  ...provenanceRuns,
  ...queryRuns,
  ...reminderRuns,
  ...tallyRuns,
  ...packageRuns,
  ...editionRuns,
  ...careRuns,
};

const readerSteps = {
  ...checkReaderSteps,
  ...attachmentReaderSteps,
  ...workspaceReaderSteps,
  ...importReaderSteps,
  ...provenanceReaderSteps,
  ...packageReaderSteps,
  ...editionReaderSteps,
};
const writerSteps = {
  ...checkWriterSteps,
  ...attachmentWriterSteps,
  ...workspaceWriterSteps,
  ...importWriterSteps,
  ...packageWriterSteps,
  ...editionWriterSteps,
  ...demoWriterSteps,
  ...demoCountyWriterSteps,
  ...sweepWriterSteps,
};
const exporterSteps = {
  ...attachmentExporterSteps,
  ...templateExporterSteps,
  ...importLogExporterSteps,
  ...queryExporterSteps,
  ...reminderExporterSteps,
  ...tallyExporterSteps,
  ...packageExporterSteps,
  ...editionExporterSteps,
  ...careExporterSteps,
  ...demoExporterSteps,
};

export type ReaderSteps = typeof readerSteps;
export type WriterSteps = typeof writerSteps;
export type ExporterSteps = typeof exporterSteps;

/** By name, for the threads: what comes over the wire was checked against the contract by the service. */
type Handlers<Context> = Readonly<Record<string, ((context: Context, input: never) => unknown) | undefined>>;

export const readerHandlers: Handlers<ReadContext> = { ...reads, ...readerSteps };
type Preparation = (input: { readonly search?: string | undefined }) => Promise<void>;
const searching: Preparation = ({ search }) => prepareSearch(search);

/** What is to be awaited before a reader's handler, which can't wait, is called with the same input. */
export const readerPreparations: Readonly<Record<string, Preparation | undefined>> = {
  'units.list': searching,
  'filing.list': searching,
};
export const writerHandlers: Handlers<WriteContext> = { ...writes, ...writerSteps };
export const exporterHandlers: Handlers<ExportContext> = exporterSteps;
export const anywhereHandlers: Handlers<AnywhereContext> = anywhereReads satisfies Record<
  Extract<Anywhere, NamesOf<'reads'>>,
  unknown
>;
