/** Measures the built product from outside, beside its peers. */
package tributary.benchmarks;
