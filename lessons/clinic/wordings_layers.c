/* What libraries built on PyTorch check themselves: transformers, diffusers, timm, einops, flash-attn,
 * xformers, vLLM, nanoGPT, Whisper. */
#include "lessons/clinic/wordings.h"

#include <stddef.h>

#define ROW(class, known, pattern)                                                                 \
    {                                                                                              \
        CLINIC_CLASS_##class, CLINIC_SYSTEM_LAYER, pattern, known, false                           \
    }
#define WEAK(class, known, pattern)                                                                \
    {                                                                                              \
        CLINIC_CLASS_##class, CLINIC_SYSTEM_LAYER, pattern, known, true                            \
    }

static const struct wording rows[] = {
    ROW(MASK, "read", "Attention mask should be of size <@want>, but is <@came>"),
    ROW(MASK, "read", "Causal attention mask should be of size <@want>, but is <@came>"),
    ROW(MASK, "read", "Attention weights should be of size <@want>, but is <@came>"),
    ROW(MASK, "read", "attn_output` should be of size <@want>, but is <@came>"),
    ROW(MASK, "read", "Head mask for a single layer should be of size <@want>, but is <@came>"),
    ROW(MASK, "read", "Wrong shape for input_ids (shape <@a>) or attention_mask (shape <@came>)"),
    ROW(MASK, "read",
        "The provided attention mask has a shape of <@came>, but <~>should be <@want>"),
    ROW(MASK, "read",
        "The provided attention mask has length <got>, but its length should be <want>"),
    ROW(MASK, "read", "Incorrect 4D attention_mask shape: <@came>; expected: <@want>"),
    ROW(MASK, "read", "You are attempting to perform batched generation with padding_side='right'"),

    ROW(DIVISIBLE, "read",
        "embed_dim must be divisible by num_heads (got `embed_dim`: <width> and `num_heads`: "
        "<heads>)"),
    ROW(DIVISIBLE, "read",
        "embed_dim must be divisible by num_heads, got embed_dim: <width> and num_heads: <heads>"),
    ROW(DIVISIBLE, "read", "embed_dim must be divisible by num_heads (got <width> and <heads>)"),
    ROW(DIVISIBLE, "read",
        "hidden_size must be divisible by num_heads (got `hidden_size`: <width> and `num_heads`: "
        "<heads>)"),
    ROW(DIVISIBLE, "read", "hidden_size must be divisible by num_heads"),
    ROW(DIVISIBLE, "read",
        "The hidden size (<width>) is not a multiple of the number of attention heads (<heads>)"),
    ROW(DIVISIBLE, "read",
        "The hidden size <@hidden> is not a multiple of the number of attention heads <heads>"),
    ROW(DIVISIBLE, "read",
        "embed_dim` must be divisible by num_heads (got `embed_dim`: <width> and `num_heads`: "
        "<heads>)"),
    ROW(DIVISIBLE, "read",
        "hidden_size` must be divisible by num_heads (got `hidden_size`: <width> and `num_heads`: "
        "<heads>)"),
    ROW(DIVISIBLE, "read",
        "hidden_size` (<width>) must be divisible by `num_attention_heads` (<heads>)"),
    ROW(DIVISIBLE, "read",
        "hidden_size (<width>) must be divisible by num_attention_heads (<heads>)"),
    ROW(DIVISIBLE, "told", "dim <width> should be divided by num_heads <heads>"),
    ROW(DIVISIBLE, "read", "dim (<width>) must be divisible by num_heads (<heads>)"),
    ROW(DIVISIBLE, "read", "dim <width> should be divisible by num_heads <heads>"),
    ROW(DIVISIBLE, "told", "dim should be divisible by num_heads"),
    ROW(DIVISIBLE, "read",
        "dimension <width> must be divisible by <?the >number of heads <?(><heads>"),
    ROW(DIVISIBLE, "read", "dimension must be divisible by <?the >number of heads"),
    ROW(DIVISIBLE, "read", "dim <width> must be divisible by <~>heads <heads>"),
    ROW(DIVISIBLE, "read", "Invalid head number <heads> with the given input dim <width>"),
    ROW(DIVISIBLE, "read", "d_model must be divisible by"),
    ROW(DIVISIBLE, "read", "d_model (<width>) must be divisible by"),
    ROW(DIVISIBLE, "read", "d_model (<width>) must be divisible by <~>(<heads>)"),
    ROW(DIVISIBLE, "read", "d_model <width> must be divisible by <~>heads <heads>"),
    ROW(DIVISIBLE, "read", "d_model % <~> == 0"),
    ROW(DIVISIBLE, "read", "hidden_dim must be divisible by <~>heads"),
    ROW(DIVISIBLE, "read", "embed_size must be divisible by"),
    ROW(DIVISIBLE, "read", "Embedding size <~>must be divisible by"),
    ROW(DIVISIBLE, "read", "Embed size needs to be divisible by heads"),
    ROW(DIVISIBLE, "read", "Embedding dimension must be divisible by number of heads"),
    ROW(DIVISIBLE, "read", "embedding dimension <~>divisible by <~>heads"),
    ROW(DIVISIBLE, "read", "emb_dim must be divisible by"),
    ROW(DIVISIBLE, "read", "d_out must be divisible by num_heads"),
    ROW(DIVISIBLE, "read", "n_embd % <~>n_head == 0"),
    ROW(DIVISIBLE, "read", "n_embd must be divisible by"),
    ROW(DIVISIBLE, "read", "hidden size <~>divisible by <~>heads"),
    ROW(DIVISIBLE, "read", "num_heads must be divisible by num_kv_heads"),
    ROW(DIVISIBLE, "read",
        "num_attention_heads (<width>) must be divisible by num_key_value_heads (<heads>)"),
    ROW(DIVISIBLE, "read", "num_attention_heads must be divisible by num_key_value_heads"),
    ROW(DIVISIBLE, "read", "Number of heads in key/value must divide number of heads in query"),
    ROW(DIVISIBLE, "read",
        "Total number of attention heads (<width>) must be divisible by tensor parallel size "
        "(<heads>)"),
    ROW(DIVISIBLE, "read", "<width> is not divisible by <heads>"),
    ROW(DIVISIBLE, "read", "num_key_value_heads (<width>) must be divisible by <~>(<heads>)"),
    ROW(DIVISIBLE, "read", "Image dimensions must be divisible by the patch size"),
    ROW(DIVISIBLE, "read", "rotary_dim <~>must be <~>even"),
    ROW(DIVISIBLE, "read", "Cannot use sin/cos positional encoding with odd dim (got dim=<width>)"),

    ROW(LENGTH, "told", "Input image size (<@came>) doesn't match model (<@want>)"),
    ROW(LENGTH, "told", "Input image size (<got>*<got2>) doesn't match model (<want>*<want2>)"),
    ROW(LENGTH, "told", "Input image height (<got>) doesn't match model (<want>)"),
    ROW(LENGTH, "told", "Input height (<got>) doesn't match model (<want>)"),
    ROW(LENGTH, "read", "Input image size (<~>) doesn't match model"),
    ROW(LENGTH, "read", "Input height (<got>) should be divisible by patch size (<want>)"),
    ROW(LENGTH, "read", "Wrong image height! Expected <want> but got <got>"),
    ROW(LENGTH, "read", "Cannot forward sequence of length <got>, block size is only <want>"),
    ROW(LENGTH, "read", "Cannot forward, model block size is exhausted"),
    ROW(LENGTH, "read",
        "Sequence length should be less than <want> (got `sequence length`: <got>)"),
    ROW(LENGTH, "read",
        "Sequence length must be less than max_position_embeddings (got `sequence length`: <got> "
        "and "
        "max_position_embeddings: <want>)"),
    ROW(LENGTH, "read",
        "Token indices sequence length is longer than the specified maximum sequence "
        "length for this model (<got> > <want>)"),
    ROW(LENGTH, "read",
        "This model's maximum context length is <want> tokens. However, you requested <got>"),
    ROW(LENGTH, "read",
        "Whisper expects the mel input features to be of length <want>, but found <got>"),
    ROW(LENGTH, "read",
        "Labels' sequence length <got> cannot exceed the maximum allowed length of <want> tokens"),
    ROW(LENGTH, "read", "incorrect audio shape"),
    ROW(LENGTH, "read",
        "User-specified max_model_len (<got>) is greater than the derived "
        "max_model_len (<~>=<want>"),
    ROW(LENGTH, "read",
        "The model's max seq len (<got>) is larger than the maximum number of tokens "
        "that can be stored in KV cache (<want>)"),
    ROW(LENGTH, "read", "max seq len (<got>) is larger than <~>KV cache (<want>)"),
    ROW(LENGTH, "read", "Input <~>(<got> tokens) is too long and exceeds limit of <want>"),

    ROW(KERNEL, "told", "FlashAttention only support fp16 and bf16 data type"),
    ROW(KERNEL, "read", "FlashAttention forward only supports head dimension at most <want>"),
    ROW(KERNEL, "read", "FlashAttention backward for head dim > <want>"),
    ROW(KERNEL, "read", "FlashAttention only supports Ampere GPUs or newer"),
    ROW(KERNEL, "read", "Flash Attention <~>only supports torch.float16 and torch.bfloat16"),
    ROW(KERNEL, "read", "Expected q dtype to be fp16 or bf16"),
    ROW(KERNEL, "read", "head_size should be a multiple of 8"),
    ROW(KERNEL, "read", "Head size <got> is not supported by"),
    ROW(KERNEL, "read", "No operator found for `<$op>` with inputs: query : shape=<@q>"),
    ROW(KERNEL, "read", "Query/Key/Value should either all have the same dtype"),
    ROW(BMM, "read",
        "Incompatible shapes for attention inputs: query.shape: <@query> key.shape : <@key>"),
    ROW(SHAPES, "read", "Keys and values must have the same shape"),
    ROW(DTYPE, "read",
        "Query/Key/Value should all have the same dtype query.dtype: <$q> key.dtype : <$k> "
        "value.dtype: <$v>"),

    ROW(DIVISIBLE, "read",
        "Shape mismatch, can't divide axis of length <width> in chunks of <heads>"),
    ROW(EINSUM, "read", "Wrong shape: expected <want> dims. Received <rank>-dim tensor"),
    ROW(EINSUM, "read", "Wrong shape: expected >=<want> dims. Received <rank>-dim tensor"),
    ROW(EINSUM, "read", "Expected <want> dimensions, got <rank>"),
    ROW(EINSUM, "read", "Shape mismatch, <a> != <b>"),
    ROW(EINSUM, "read",
        "Identifiers only on one side of expression (should be on both): {'<$letter>'}"),

    ROW(LOAD, "read",
        "Trying to set a tensor of shape <@file> in \"<$name>\" (which has shape "
        "<@model>), this looks incorrect"),
    ROW(LOAD, "read",
        "Trying to set a tensor of shape <@file> in \"<$name>\" (which has shape "
        "<@model>)"),
    ROW(LOAD, "read",
        "Cannot load <~> because <$name> expected shape <~>size=<@model>), but got <@file>"),
    ROW(LOAD, "read", "Cannot load <~> because <$name> expected shape <@model>, but got <@file>"),
    ROW(LOAD, "read", "Attempted to load weight (<@file>) into parameter (<@model>)"),
    ROW(LOAD, "read", "<$name> shape mismatch between model and checkpoint: <@model> != <@file>"),
    ROW(LOAD, "read", "mismatch between <~>weight <@file> <~>param <@model>"),
    WEAK(LOAD, "read", "assert param.size() == loaded_weight.size()"),
    WEAK(LOAD, "read", "assert loaded_weight.shape[output_dim] == self.org_vocab_size"),
    WEAK(LOAD, "read", "assert param_data.shape == loaded_weight.shape"),
    {CLINIC_CLASS_NONE, CLINIC_SYSTEM_LAYER, NULL, NULL, false},
};

const struct wording *wordings_layers(void)
{
    return rows;
}
