/** One measured figure beside its budget. */
export type Row = {
	readonly name: string;
	readonly measured: number;
	/** The most it may be; absent for a figure that is only told. */
	readonly budget?: number;
	readonly unit: string;
};

/** How a run was asked for. */
export type BenchOptions = {
	/** The flood lasts a minute instead of 20 s. */
	readonly long: boolean;
};

/** Measures something of the built program; opens and closes what it needs. */
export type Bench = (options: BenchOptions) => Promise<Row[]>;
