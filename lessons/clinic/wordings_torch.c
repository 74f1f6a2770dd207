/* PyTorch's words, and torch.compile's. */
#include "lessons/clinic/wordings.h"

#include <stddef.h>

#define ROW(class, known, pattern)                                                                 \
    {                                                                                              \
        CLINIC_CLASS_##class, CLINIC_SYSTEM_PYTORCH, pattern, known, false                         \
    }
#define COMPILE(class, known, pattern)                                                             \
    {                                                                                              \
        CLINIC_CLASS_##class, CLINIC_SYSTEM_COMPILE, pattern, known, false                         \
    }
#define WEAK(class, known, pattern)                                                                \
    {                                                                                              \
        CLINIC_CLASS_##class, CLINIC_SYSTEM_PYTORCH, pattern, known, true                          \
    }

static const struct wording rows[] = {
    /* products */
    ROW(MM, "run", "mat1 and mat2 shapes cannot be multiplied (<n>x<k> and <j>x<m>)"),
    ROW(MM, "read", "mat1 dim 1 must match mat2 dim 0"),
    ROW(MM, "read",
        "linear(): input and weight.T shapes cannot be multiplied (<n>x<k> and <j>x<m>)"),
    ROW(MM, "told", "size mismatch, m1: [<n> x <k>], m2: [<j> x <m>]"),
    ROW(MM, "run", "size mismatch, got <n>, <@a>,<j>"),
    ROW(MM, "read", "mat1 and mat2 shapes cannot be multiplied"),
    ROW(MM, "run", "inconsistent tensor size, expected tensor <@a> and src <@b> to have"),
    COMPILE(MM, "read", "a and b must have same reduction dim, but got [<n>, <k>] X [<j>, <m>]"),
    ROW(BMM, "run",
        "Expected size for first two dimensions of batch2 tensor to be: [<n>, <k>] but got: "
        "[<n2>, <j>]"),
    ROW(BMM, "read", "batch1 dim 2 must match batch2 dim 1"),
    ROW(BMM, "read",
        "Expected tensor to have size <k> at dimension 1, but got size <j> for "
        "argument #2 'batch2'"),
    ROW(BMM, "read",
        "Expected batch2_sizes[0] == bs && batch2_sizes[1] == contraction_size to be true"),
    ROW(AXES, "run", "batch<which> must be a 3D tensor"),
    ROW(AXES, "read", "Expected 3-dimensional tensor, but got <got>-dimensional tensor"),
    ROW(MM, "read", "tensors used in matmul must be at least 1D"),

    /* broadcasting */
    ROW(BROADCAST, "run",
        "The size of tensor a (<a>) must match the size of tensor b (<b>) at non-singleton "
        "dimension <dim>"),
    ROW(BROADCAST, "run", "output with shape <@a> doesn't match the broadcast shape <@b>"),
    ROW(BROADCAST, "read", "Shape mismatch: objects cannot be broadcast to a single shape"),
    COMPILE(
        BROADCAST, "read",
        "Attempting to broadcast a dimension of length <length> at <at>! Mismatching argument at "
        "index <which> had <@b>; but expected shape should be broadcastable to <@a>"),
    COMPILE(BROADCAST, "read", "Attempting to broadcast a dimension of length <length> at <at>"),
    COMPILE(BROADCAST, "told", "The size of tensor a (<a>) must match the size of tensor b (<b>)"),
    ROW(EXPAND, "run",
        "The expanded size of the tensor (<wanted>) must match the existing size (<there>) at "
        "non-singleton dimension <dim>. Target sizes: <@want><?.> Tensor sizes: <@have>"),
    ROW(EXPAND, "run",
        "expand(<~>{<@have>}, size=<@want>): the number of sizes provided (<wanted>) must be "
        "greater "
        "or equal to the number of dimensions in the tensor (<there>)"),
    COMPILE(EXPAND, "read",
            "expand: attempting to expand a dimension of length <there> -> <wanted>!"),
    COMPILE(EXPAND, "read", "expand: attempting to expand a dimension of length <there>"),
    ROW(EXPAND, "read", "Expanded size <~> must match the existing size"),
    ROW(AXES, "run",
        "Number of dimensions of repeat dims can not be smaller than number of dimensions of "
        "tensor"),
    ROW(BROADCAST, "read",
        "shape mismatch: value tensor of shape <@b> cannot be broadcast to indexing result of "
        "shape <@a>"),
    ROW(BROADCAST, "read",
        "shape mismatch: indexing tensors could not be broadcast together with shapes <@a>, <@b>"),

    /* views */
    ROW(VIEW, "run", "shape '<@want>' is invalid for input of size <cells>"),
    ROW(VIEW, "run",
        "unflatten: Provided sizes <@parts> don't multiply up to the size of dim <dim> (<width>) "
        "in "
        "the input tensor"),
    ROW(STRIDES, "run", "view size is not compatible with input tensor's size and stride"),
    ROW(VIEW, "run", "only one dimension can be inferred"),
    ROW(VIEW, "read", "cannot reshape tensor of 0 elements into shape <@want>"),
    COMPILE(VIEW, "told",
            "Cannot view a tensor with shape <@have> and strides <@strides> as a tensor with shape "
            "<@want>"),
    ROW(CALL, "run",
        "view(): argument 'size' must be tuple of <~> but found element of type float at pos <at>"),
    ROW(CALL, "read",
        "view(): argument 'size' <~>must be tuple of ints, but found element of type float"),
    ROW(CALL, "read",
        "reshape(): argument 'shape' <~>must be tuple of <~>found element of type float"),
    ROW(CALL, "read",
        "<$function>(): argument '<$which>' (position <at>) must be tuple of <~>not float"),
    ROW(CALL, "read", "float' object cannot be interpreted as an integer"),
    ROW(CALL, "read", "empty(): argument 'size' <~>found element of type float"),

    /* joining and splitting */
    ROW(CAT, "run",
        "Sizes of tensors must match except in dimension <dim>. Expected size <a> but got size <b> "
        "for tensor number <which> in the list"),
    ROW(CAT, "told",
        "Sizes of tensors must match except in dimension <dim>. Got <a> and <b> in dimension "
        "<axis>"),
    ROW(CAT, "read", "Sizes of tensors must match except in dimension <dim>. Got <a> and <b>"),
    ROW(CAT, "run", "Tensors must have same number of dimensions: got <rank> and <rank2>"),
    ROW(CAT, "run",
        "stack expects each tensor to be equal size, but got <@a> at entry <first> and <@b> at "
        "entry <which>"),
    ROW(CAT, "read", "zero-dimensional tensor (at position <which>) cannot be concatenated"),
    ROW(CAT, "read", "torch.cat(): expected a non-empty list of Tensors"),
    ROW(SPLIT, "run",
        "split_with_sizes expects split_sizes to sum exactly to <whole> (input tensor's size at "
        "dimension <dim>), but got split_sizes=<@parts>"),
    ROW(SPLIT, "read", "chunk expects `chunks` to be greater than 0"),
    ROW(UNPACK, "run", "not enough values to unpack (expected <want>, got <got>)"),
    ROW(UNPACK, "told", "too many values to unpack (expected <want>, got <got>)"),
    ROW(UNPACK, "run", "too many values to unpack (expected <want>)"),

    /* indices */
    ROW(INDEX, "run", "index out of range in self"),
    ROW(INDEX, "told",
        "index out of range: Tried to access index <index> out of table with <last> rows"),
    ROW(INDEX, "run", "index <index> is out of bounds for dimension <dim> with size <size>"),
    ROW(INDEX, "read", "index out of bounds: 0 <~> tmp<~> < <size>"),
    ROW(INDEX, "read", "srcIndex < srcSelectDimSize"),
    ROW(INDEX, "read", "vectorized_gather_kernel: block: <~>index out of bounds"),
    ROW(INDEX, "read", "ind >=0 && ind < ind_dim_size<~>` failed"),
    ROW(INDEX, "read", "idx_dim >= 0 && idx_dim < index_size && \"index out of bounds\""),
    ROW(INDEX, "read", "-sizes[i] <~> index && index < sizes[i] && \"index out of bounds\""),
    ROW(INDEX, "read",
        "select(): index <index> out of range for tensor of size <@have> at dimension <dim>"),
    WEAK(INDEX, "told", "device-side assert triggered"),
    ROW(AXES, "run", "too many indices for tensor of dimension <rank>"),
    ROW(AXES, "run", "Index tensor must have the same number of dimensions as <~>input tensor"),
    ROW(EXPAND, "read",
        "Size does not match at dimension <dim> expected index <@index> to be <~>smaller than "
        "<@self>"),
    ROW(INDEX, "run",
        "The shape of the mask <@b> at index <dim> does not match the shape of the indexed tensor "
        "<@a> at index <axis>"),
    ROW(DTYPE, "run", "tensors used as indices must be long, <~>byte or bool tensors"),
    ROW(DTYPE, "run",
        "Expected tensor for argument #1 'indices' to have one of the following scalar types: "
        "Long, "
        "Int; but got <$got> instead"),
    ROW(DTYPE, "read",
        "Expected tensor for argument #1 'indices' to have scalar type Long; but got <$got>"),
    ROW(DTYPE, "read", "index_select(): Expected dtype int32 or int64 for index"),

    /* norms and convolutions */
    ROW(LAYER_NORM, "run",
        "Given normalized_shape=<@built>, expected input with shape [*, <~>], but got input of "
        "size<@came>"),
    ROW(DIVISIBLE, "run", "num_channels must be divisible by num_groups"),
    ROW(DIVISIBLE, "run",
        "Expected number of channels in input to be divisible by num_groups, but got input of "
        "shape "
        "<@came> and num_groups=<heads>"),
    ROW(LAYER_NORM, "run", "running_mean should contain <got> elements not <want>"),
    ROW(LAYER_NORM, "read", "weight should contain <got> elements not <want>"),
    ROW(LAYER_NORM, "read",
        "Expected weight to be of same shape as normalized_shape, but got weight of shape <@built> "
        "and normalized_shape = <@came>"),
    ROW(LAYER_NORM, "read",
        "Expected weight to be a vector of size equal to the number of channels in input, but got "
        "weight of shape <@built> and input of shape <@came>"),
    ROW(CONV, "run",
        "Given groups=<groups>, weight of size <@weight>, expected input<@came> to have <want> "
        "channels, but got <got> channels instead"),
    ROW(CONV, "run",
        "Expected <rank>D (unbatched) or <rank2>D (batched) input to <$layer>, but got input of "
        "size: <@came>"),
    ROW(CONV, "read",
        "Expected <rank>-dimensional input for <rank2>-dimensional weight <@weight>, but got <got>-"
        "dimensional input of size <@came> instead"),
    ROW(CONV, "run",
        "Calculated padded input size per channel: <@image>. Kernel size: <@kernel>. Kernel size "
        "can't be greater than actual input size"),
    ROW(CONV, "read",
        "Calculated padded input size per channel: (<~>). Kernel size: (<~>). Kernel size can't be "
        "greater than actual input size"),

    /* einsum */
    ROW(EINSUM, "run",
        "einsum(): subscript <$letter> has size <b> for operand <which> which does not broadcast "
        "with previously seen size <a>"),
    ROW(EINSUM, "run",
        "einsum(): the number of subscripts in the equation (<letters>) does not match the number "
        "of "
        "dimensions (<axes>) for operand <which> and no ellipsis was given"),
    ROW(EINSUM, "run",
        "einsum(): output subscript <$letter> does not appear in the equation for any input "
        "operand"),
    ROW(EINSUM, "run", "einsum(): fewer operands were provided than specified in the equation"),
    ROW(EINSUM, "read", "einsum(): more operands were provided than specified in the equation"),
    ROW(EINSUM, "read",
        "einsum(): operands do not broadcast with remapped shapes [original->remapped]: "
        "<@a>-><@ra> "
        "<@b>-><@rb>"),
    ROW(EINSUM, "read", "einsum() operands could not be broadcast together with shapes <@a> <@b>"),

    /* axes */
    ROW(AXES, "run",
        "Dimension out of range (expected to be in range of [<low>, <high>], but got <axis>)"),
    ROW(AXES, "run",
        "permute(<~>): number of dimensions in the tensor input does not match the length of the "
        "desired ordering of dimensions i.e. input.dim() = <rank> is not equal to len(dims) = "
        "<want>"),
    ROW(AXES, "read", "number of dims don't match in permute"),
    ROW(AXES, "run", "permute(): duplicate dims are not allowed"),
    ROW(AXES, "run", "t() expects a tensor with <~> 2 dimensions, but self is <rank>D"),
    ROW(AXES, "read", "dimension specified as <axis> but tensor has no dimensions"),

    /* nn.MultiheadAttention and nn.Transformer */
    ROW(DIVISIBLE, "run", "embed_dim must be divisible by num_heads"),
    ROW(WIDTH, "run", "was expecting embedding dimension of <want>, but got <got>"),
    ROW(MASK, "run", "The shape of the 2D attn_mask is <@came>, but should be <@want>"),
    ROW(MASK, "read", "The size of the 2D attn_mask is not correct"),
    ROW(MASK, "run", "The shape of the 3D attn_mask is <@came>, but should be <@want>"),
    ROW(MASK, "read", "The size of the 3D attn_mask is not correct"),
    ROW(MASK, "run",
        "For <~>batched (<~>-D) `query`, expected `attn_mask` to be `None`, <~> but found <got>-D "
        "tensor instead"),
    ROW(MASK, "run", "expecting key_padding_mask shape of <@want>, but got <@came>"),
    ROW(MASK, "run",
        "For <~>batched (<~>-D) `query`, expected `key_padding_mask` to be `None` or <~>-D but "
        "found "
        "<got>-D tensor instead"),
    ROW(MASK, "read", "attn_mask's dimension <got> is not supported"),
    ROW(WIDTH, "run", "key shape <@a> does not match value shape <@b>"),
    ROW(WIDTH, "read", "key's sequence and batch dims <@a> do not match value's <@b>"),
    ROW(WIDTH, "run", "expecting key weights shape of <@want>, but got <@came>"),
    ROW(WIDTH, "run", "expecting value weights shape of <@want>, but got <@came>"),
    ROW(WIDTH, "run", "passed-in embed_dim <want> didn't match last dim of query <got>"),
    ROW(AXES, "run",
        "query should be unbatched 2D or batched 3D tensor but received <rank>-D query tensor"),
    ROW(AXES, "run",
        "For <~>batched (<~>-D) `query`, expected `key` and `value` to be <~>-D but found <rank>-D "
        "and <rank2>-D tensors respectively"),
    ROW(DTYPE, "run", "Only float, byte, and bool types are supported for <$which>, not <$got>"),
    ROW(DTYPE, "read", "only bool and floating types of <$which> are supported"),
    ROW(DTYPE, "read", "Only bool and floating types of <$which> are supported"),
    ROW(WIDTH, "run", "the batch number of src and tgt must be equal"),
    ROW(WIDTH, "run", "the feature number of src and tgt must be equal to d_model"),
    ROW(CALL, "run", "layer_norm(): argument 'input' (position 1) must be Tensor, not <$got>"),
    ROW(CALL, "read", "linear(): argument 'input' (position 1) must be Tensor, not <$got>"),
    ROW(CALL, "read", "dropout(): argument 'input' (position 1) must be Tensor, not <$got>"),
    ROW(CALL, "read", "embedding(): argument 'indices' (position 2) must be Tensor, not <$got>"),
    ROW(CALL, "read",
        "cat(): argument 'tensors' (position 1) must be tuple of Tensors, not <$got>"),
    ROW(CALL, "read",
        "<$function>(): argument '<$which>' (position <at>) must be Tensor, not <$got>"),
    WEAK(CALL, "run", "tuple' object has no attribute '<$which>'"),
    WEAK(CALL, "read", "unsupported operand type(s) for <~>: 'tuple' and '<$got>'"),
    WEAK(CALL, "read", "unsupported operand type(s) for <~>: '<$got>' and 'tuple'"),
    ROW(CALL, "run", "dropout probability has to be between 0 and 1, but got <~>"),

    /* types and devices */
    ROW(DTYPE, "read", "mat1 and mat2 must have the same dtype, but got <$a> and <$b>"),
    ROW(DTYPE, "run", "mat1 and mat2 must have the same dtype"),
    ROW(DTYPE, "read", "expected m1 and m2 to have the same dtype, but got: <$a> != <$b>"),
    ROW(DTYPE, "read",
        "expected mat1 and mat2 to have the same dtype, but got: <?struct ><$a><~>!= <?struct "
        "><$b>"),
    ROW(DTYPE, "told", "self and mat2 must have the same dtype, but got <$a> and <$b>"),
    ROW(DTYPE, "read", "self and mat2 must have the same dtype"),
    ROW(DTYPE, "run", "expected scalar type <$a> but found <$b>"),
    ROW(DTYPE, "read", "Expected object of scalar type <$a> but got scalar type <$b>"),
    ROW(DTYPE, "read", "expected dtype <$a> for `<$which>` but got dtype <$b>"),
    ROW(DEVICE, "read",
        "Input type (torch.FloatTensor) and weight type (torch.cuda.<$b>) should be the same"),
    ROW(DEVICE, "read",
        "Input type (torch.cuda.FloatTensor) and weight type (torch.FloatTensor) should be the "
        "same"),
    ROW(DTYPE, "read", "Input type (<$a>) and weight type (<$b>) should be the same"),
    ROW(DTYPE, "read", "Input type (<$a>) and bias type (<$b>) should be the same"),
    ROW(DTYPE, "read", "expected <$b> to have type <$a>"),
    ROW(DTYPE, "read", "mixed dtype (CPU): expect <~>parameter to have scalar type of Float"),
    ROW(DTYPE, "read", "mixed dtype (CPU): all the inputs must share same datatype"),
    ROW(DTYPE, "read",
        "Index put requires the source and destination dtypes match, got <$a> for the destination "
        "and <$b> for the source"),
    ROW(DTYPE, "read", "masked_fill_ only supports boolean masks, but got <~>dtype <$got>"),
    ROW(DTYPE, "read", "masked_fill only supports boolean masks, but got mask with dtype <$got>"),
    ROW(DTYPE, "read", "expected predicate to be bool, got <$got>"),
    ROW(DTYPE, "read",
        "where expected condition to be a boolean tensor, but got a tensor with dtype <$got>"),
    ROW(DTYPE, "run", "<$kernel>\" not implemented for '<$got>'"),
    ROW(DTYPE, "run", "value cannot be converted to type <$got> without overflow"),
    ROW(DTYPE, "run",
        "~ (operator.invert) is only implemented on integer and Boolean-type tensors"),
    ROW(DTYPE, "run", "Subtraction, the `-` operator, with a bool tensor is not supported"),
    ROW(DTYPE, "read", "result type <$a> can't be cast to the desired output type <$b>"),
    ROW(DTYPE, "read",
        "Expected query, key, and value to have the same dtype, but got query.dtype: "
        "<?struct ><$q><?,> key.dtype: <?struct ><$k><?,> and value.dtype: <?struct ><$v> "
        "instead"),
    ROW(DEVICE, "read",
        "Expected query, key, and value to have the same device type, but got query.device: <$q> "
        "key.device: <$k> and value.device: <$v> instead"),
    ROW(AXES, "read",
        "Expected query, key, and value to all be at least 2 dimensional, but got query.dim: <q> "
        "key.dim: <k> and value.dim: <v> instead"),
    ROW(DTYPE, "read",
        "Expected attn_mask dtype to be bool or <~>match query dtype, but got attn_mask.dtype: <$a>"
        "<~>query.dtype: <$b>"),
    ROW(MASK, "read", "Explicit attn_mask should not be set when is_causal=True"),
    ROW(DIVISIBLE, "told",
        "Number of heads in key and value must divide the number of heads in query"),
    ROW(KERNEL, "read", "No available kernel. Aborting execution"),
    ROW(KERNEL, "read", "No available kernel"),
    ROW(DEVICE, "read",
        "Expected all tensors to be on the same device, but found at least two devices, <$a> and "
        "<$b>! (when checking argument for argument <$which> in method <$method>)"),
    ROW(DEVICE, "read",
        "Expected all tensors to be on the same device, but found at least two devices, <$a> and "
        "<$b>"),
    ROW(DEVICE, "read",
        "Expected all tensors to be on the same device, but got <$which> is on <$b>, different "
        "from other tensors on <$a>"),
    ROW(DEVICE, "read", "Expected all tensors to be on the same device"),
    ROW(DEVICE, "read",
        "indices should be either on cpu or on the same device as the indexed tensor (<$a>)"),
    ROW(DEVICE, "read", "Placeholder storage has not been allocated on MPS device"),
    ROW(DEVICE, "read", "Tensor on device <$b> is not on the expected device <$a>"),
    ROW(DEVICE, "read", "Cannot copy out of meta tensor; no data"),
    ROW(DEVICE, "read", "Tensor for argument #<at> '<$which>' is on <$b>, but expected <~>on <$a>"),
    COMPILE(DEVICE, "read",
            "Unhandled FakeTensor Device Propagation for <$method>, found two different devices "
            "<$a>, <$b>"),

    /* losses */
    ROW(LOSS, "run", "Expected target size <@want>, got <@came>"),
    ROW(LOSS, "run", "Expected input batch_size (<a>) to match target batch_size (<b>)"),
    ROW(LOSS, "run", "Target <index> is out of bounds"),
    ROW(LOSS, "read", "t >= 0 && t < n_classes"),
    ROW(LOSS, "read", "Target size (<@a>) must be the same as input size (<@b>)"),

    /* autograd */
    ROW(INPLACE, "run",
        "one of the variables needed for gradient computation has been modified by an inplace "
        "operation: [<$type> <@shape>], which is output <output> of <$op>, is at version "
        "<version>; "
        "expected version <expected>"),
    ROW(INPLACE, "read",
        "one of the variables needed for gradient computation has been modified by an inplace "
        "operation"),
    ROW(INPLACE, "run",
        "a leaf Variable that requires grad is being used in an in-place operation"),
    ROW(INPLACE, "run",
        "a view of a leaf Variable that requires grad is being used in an in-place operation"),
    ROW(INPLACE, "read", "Output <output> of <$op> is a view and is being modified inplace"),
    ROW(GRAD, "run", "Trying to backward through the graph a second time"),
    ROW(GRAD, "run",
        "element <output> of tensors does not require grad and does not have a grad_fn"),
    ROW(GRAD, "run", "grad can be implicitly created only for scalar outputs"),
    ROW(NAN, "run", "Function '<$op>' returned nan values in its <~>output"),
    ROW(NAN, "run", "probability tensor contains either `inf`, `nan` or element < 0"),
    ROW(NAN, "read", "Input contains NaN"),
    ROW(NAN, "read",
        "Expected parameter <$which> (Tensor of shape <@shape>) of distribution <~> to satisfy the "
        "constraint"),
    WEAK(NAN, "told", "loss is nan"),
    WEAK(NAN, "told", "loss: nan"),
    WEAK(NAN, "told", "loss nan"),
    WEAK(NAN, "told", "loss = nan"),
    WEAK(NAN, "told", "A tensor with all NaNs was produced"),
    WEAK(NAN, "told", "tensor([nan"),
    WEAK(NAN, "told", "tensor([[nan"),
    WEAK(NAN, "told", "tensor([[[nan"),

    /* checkpoints */
    ROW(LOAD, "run",
        "size mismatch for <$name>: copying a param with shape <@file> from checkpoint, the shape "
        "in "
        "current model is <@model>"),
    ROW(LOAD, "run",
        "Missing key(s) in state_dict: \"<$missing>\"<~>Unexpected key(s) in state_dict: "
        "\"<$unexpected>\""),
    ROW(LOAD, "read", "Missing key(s) in state_dict: \"<$missing>\""),
    ROW(LOAD, "read", "Unexpected key(s) in state_dict: \"<$unexpected>\""),
    ROW(LOAD, "read",
        "<$name>: found shape <@file> in the checkpoint and <@model> in the model instantiated"),
    ROW(LOAD, "read", "Some weights of <~> were not initialized from the model checkpoint"),
    WEAK(LOAD, "read", "Error(s) in loading state_dict for <$model>"),
    {CLINIC_CLASS_NONE, CLINIC_SYSTEM_PYTORCH, NULL, NULL, false},
};

const struct wording *wordings_torch(void)
{
    return rows;
}
